/** One or two letters for an avatar: first and last word of a name, whatever script it is in. */
export function initials(name: string, letters: 1 | 2 = 2): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = firstLetter(words[0]);
  if (letters === 1 || words.length < 2) return first;
  return first + firstLetter(words[words.length - 1]);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstLetter(word: string | undefined): string {
  for (const part of graphemes.segment(word ?? '')) return part.segment.toLocaleUpperCase();
  return '';
}
