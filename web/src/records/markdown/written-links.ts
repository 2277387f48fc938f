/** What stands for people and records while a text is written, by the words: `@Ben Das` → `user/0199…`. */
export type Links = Readonly<Record<string, string>>;

const special = /[.*+?^${}()|[\]\\]/g;

/** The text as it is kept: each word that stands for somebody or something becomes a link. */
export function withLinks(text: string, links: Links = {}): string {
  const words = Object.keys(links).toSorted((a, b) => b.length - a.length);
  if (words.length === 0) return text;
  const pattern = words.map((word) => word.replace(special, '\\$&')).join('|');
  return text.replace(
    new RegExp(`(?<![\\p{L}\\p{N}[])(?:${pattern})(?![\\p{L}\\p{N}])`, 'gu'),
    (word) => `[${word.replace(/^#/, '').replace(/[[\]\\]/g, '\\$&')}](kith:${links[word]})`,
  );
}

const LINK = /\[((?:\\.|[^[\]\\])*)\]\(kith:([a-z_]+)\/([0-9a-f-]{36})\)/gi;

/**
 * The other way round, for changing what is kept. `titleOf` knows what is called how now; what it does not
 * know stays as it is.
 */
export function withoutLinks(body: string, titleOf: (kind: string, id: string) => string | null | undefined) {
  const links: Record<string, string> = {};
  const text = body.replace(LINK, (link: string, _label: string, kind: string, id: string, at: number) => {
    const title = body[at - 1] === '!' ? null : titleOf(kind, id);
    if (!title) return link;
    const word = `${kind === 'user' ? '@' : '#'}${title}`;
    const target = `${kind}/${id}`;
    if (links[word] !== undefined && links[word] !== target) return link;
    links[word] = target;
    return word;
  });
  return { text, links };
}

/** The address of a picture that is still on its way. */
export const SENDING = 'kith:sending';

export const isSending = (text: string) => text.includes(`](${SENDING})`);
