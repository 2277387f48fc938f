/**
 * Puts text over what is selected, as if it had been typed: it can be undone, and whoever listens to the box
 * hears of it.
 */
export function putText(box: HTMLTextAreaElement, text: string, from: number, to: number): void {
  box.focus();
  box.setSelectionRange(from, to);
  // Deprecated, and the only way that keeps the browser's own undo.
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, from, to, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Emphasis around what is selected, or taken off again. */
export function wrap(box: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const size = mark.length;
  if (value.slice(from - size, from) === mark && value.slice(to, to + size) === mark) {
    const inner = value.slice(from, to);
    putText(box, inner, from - size, to + size);
    box.setSelectionRange(from - size, from - size + inner.length);
    return;
  }
  putText(box, `${mark}${value.slice(from, to)}${mark}`, from, to);
  box.setSelectionRange(from + size, to + size);
}

/** A mark before each selected line, or off all of them where all have it. */
export function prefixLines(box: HTMLTextAreaElement, mark: string): void {
  const { value, selectionStart, selectionEnd } = box;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = value.indexOf('\n', selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split('\n');
  const off = lines.every((line) => line.startsWith(mark));
  putText(box, lines.map((line) => (off ? line.slice(mark.length) : mark + line)).join('\n'), from, to);
}

/** A link on what is selected; what is missing of it is selected next, to be typed. */
export function putLink(box: HTMLTextAreaElement): void {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const text = value.slice(from, to);
  putText(box, `[${text}](https://)`, from, to);
  const at = from + (text ? text.length + 3 : 1);
  box.setSelectionRange(at, text ? at + 'https://'.length : at);
}

const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])( \[[ xX]\])? /;

/** Enter in a list begins its next line; on an empty line it ends the list. False where it is no list. */
export function continueList(box: HTMLTextAreaElement): boolean {
  const { selectionStart: at, selectionEnd, value } = box;
  if (at !== selectionEnd) return false;
  const from = value.lastIndexOf('\n', at - 1) + 1;
  const line = value.slice(from, at);
  const [whole, indent = '', bullet = '', check] = ITEM.exec(line) ?? [];
  if (whole === undefined) return false;
  if (line === whole) {
    putText(box, '', from, at);
    return true;
  }
  const next = /\d/.test(bullet) ? `${Number.parseInt(bullet, 10) + 1}${bullet.at(-1) ?? '.'}` : bullet;
  putText(box, `\n${indent}${next}${check ? ' [ ]' : ''} `, at, at);
  return true;
}

export interface Asking {
  sign: '@' | '#';
  query: string;
  /** Where the sign stands. */
  from: number;
}

/** Whom or what somebody is naming right before the cursor. */
export function askingAt(box: HTMLTextAreaElement): Asking | null {
  const { selectionStart: at, selectionEnd, value } = box;
  if (at !== selectionEnd) return null;
  const [, sign, query] =
    /(?:^|[\s([{"'])([@#])([^\s@#][^\n@#]{0,39}|)$/u.exec(value.slice(Math.max(0, at - 60), at)) ?? [];
  if ((sign !== '@' && sign !== '#') || query === undefined) return null;
  return { sign, query, from: at - query.length - 1 };
}
