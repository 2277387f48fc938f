import { useMemo } from 'react';
import { Blocks } from './blocks';
import { BoxContext } from './box-context';
import { parse, toggleBox } from './parse';
import { PlainText } from './plain-text';

interface MarkdownViewProps {
  text: string;
  onTick?: ((text: string) => void) | undefined;
}

/** Markdown as elements: no HTML is made or taken anywhere, so nothing in a text can run. */
export function MarkdownView({ text, onTick }: MarkdownViewProps) {
  const parsed = useMemo(() => parse(text), [text]);
  const boxes = useMemo(
    () => ({
      numbers: parsed?.boxes ?? new Map(),
      tick: onTick && ((number: number) => onTick(toggleBox(text, number))),
    }),
    [parsed, text, onTick],
  );
  if (!parsed) return <PlainText text={text} />;
  return (
    <BoxContext value={boxes}>
      <div className="grid gap-2 break-words [&>*]:min-w-0">
        <Blocks tokens={parsed.tokens} />
      </div>
    </BoxContext>
  );
}
