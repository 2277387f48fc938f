import { foldText } from '@/lib/fold-text';

interface HighlightProps {
  text: string;
  words: string;
}

/** Marks where the text has what was typed. Accents and case do not matter. */
export function Highlight({ text, words }: HighlightProps) {
  const wanted = foldText(words);
  // Folding can change the length of a text; marks are only right where it does not.
  const at = wanted === '' || foldText(text).length !== text.length ? -1 : foldText(text).indexOf(wanted);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
}
