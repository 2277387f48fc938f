import { lazy, Suspense } from 'react';
import { PlainText } from './plain-text';

interface MarkdownProps {
  text: string;
  /** Takes the text with one box of its lists ticked or opened; without it they only show. */
  onTick?: ((text: string) => void) | undefined;
}

const View = lazy(async () => ({ default: (await import('./markdown-view')).MarkdownView }));

/** Anything that Markdown could read as more than words, line breaks and addresses. */
const MARKS = /[*_`~#>|[\]<\\&]|^\s*(?:[-+]|\d+[.)])\s|^\s*(?:[-=]\s*){2,}$/m;

/** What people wrote, wherever it is read. Most of it is words alone and needs no reader of Markdown. */
export function Markdown({ text, onTick }: MarkdownProps) {
  const plain = <PlainText text={text} />;
  if (!MARKS.test(text)) return plain;
  return (
    <Suspense fallback={plain}>
      <View text={text} onTick={onTick} />
    </Suspense>
  );
}
