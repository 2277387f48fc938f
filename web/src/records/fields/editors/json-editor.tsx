import { useState } from 'react';
import { cn } from '@/lib/cn';
import { Textarea } from '@/ui/textarea';
import type { EditorProps } from '../field-kind';
import { controlProps } from './control-props';

export function JsonEditor(props: EditorProps) {
  const { value, onChange, look } = props;
  const [text, setText] = useState(() =>
    value === null || value === undefined ? '' : JSON.stringify(value, null, 2),
  );
  const change = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === '' ? null : (JSON.parse(next) as unknown));
    } catch {
      // Half-typed JSON goes on as undefined, which the check refuses, while the text stays here.
      onChange(undefined);
    }
  };
  return (
    <Textarea
      rows={6}
      spellCheck={false}
      value={text}
      onChange={(event) => change(event.target.value)}
      className={cn('font-mono', look === 'cell' && 'absolute top-0 left-0 z-10 min-w-80 shadow-pop')}
      {...controlProps(props)}
    />
  );
}
