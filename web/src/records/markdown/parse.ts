import { Lexer, type Token } from 'marked';

export interface Parsed {
  tokens: Token[];
  /** The boxes of task lists, numbered in their order; empty where the text itself counts otherwise. */
  boxes: ReadonlyMap<Token, number>;
}

/** So many marks of emphasis in one block are no text, and would take seconds to pair. */
const MOST_MARKS = 1000;

/** Reads Markdown; null where it is of a kind that is better shown as it stands. */
export function parse(text: string): Parsed | null {
  if (text.split(/\n\s*\n/).some((block) => (block.match(/[*_]/g)?.length ?? 0) > MOST_MARKS)) return null;
  try {
    const tokens: Token[] = Lexer.lex(text, { gfm: true, breaks: true });
    const found = boxesOf(tokens);
    const same = found.length === places(text).length;
    return { tokens, boxes: new Map(same ? found.map((token, number) => [token, number]) : []) };
  } catch {
    // Nested deeper than anybody writes.
    return null;
  }
}

function boxesOf(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token): Token[] => {
    if (token.type === 'checkbox') return [token];
    if (token.type === 'list') return boxesOf(token['items'] as Token[]);
    return 'tokens' in token && token.tokens ? boxesOf(token.tokens) : [];
  });
}

const BOX = /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)+\[)[ xX]\] +\S/;
const FENCE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;

/** Where in the text the marks of its boxes stand. */
function places(text: string): number[] {
  const found: number[] = [];
  let at = 0;
  let fence = '';
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence === '' && mark) fence = mark;
    else if (fence !== '' && mark?.startsWith(fence)) fence = '';
    else if (fence === '') {
      const before = BOX.exec(line)?.[1];
      if (before !== undefined) found.push(at + before.length);
    }
    at += line.length + 1;
  }
  return found;
}

/** The text with one box ticked, or opened again. */
export function toggleBox(text: string, number: number): string {
  const place = places(text)[number];
  if (place === undefined) return text;
  return `${text.slice(0, place)}${text[place] === ' ' ? 'x' : ' '}${text.slice(place + 1)}`;
}

/** A record, a person or a file that an address names. */
export interface Named {
  kind: string;
  id: string;
}

const NAMED = /^kith:([a-z_]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export function namedIn(address: string): Named | null {
  const [, kind, id] = NAMED.exec(address) ?? [];
  return kind && id ? { kind, id: id.toLowerCase() } : null;
}

const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** An address that may be followed; null where it could run something, or leads to no place of its own. */
export function safeAddress(address: string): string | null {
  try {
    return SAFE.has(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u{a0}' };

/** `&amp;` and its like, which Markdown has from HTML. */
export function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name as string] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
