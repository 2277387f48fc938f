import type { InputHTMLAttributes } from 'react';
import { cn } from '@/lib/cn';
import { Input } from '@/ui/input';
import type { EditorProps } from '../field-kind';
import type { ControlProps } from './control-props';
import { useFocusOnMount } from './use-focus-on-mount';

type Native = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'inputMode' | 'autoComplete' | 'placeholder' | 'maxLength'
>;

interface TextBoxProps extends ControlProps, Native, Pick<EditorProps, 'look' | 'size' | 'autoFocus'> {
  value: string;
  onChange: (text: string) => void;
  align?: 'start' | 'end';
}

/** One line of text: bare where it fills a cell, a control elsewhere. */
export function TextBox({
  value,
  onChange,
  look = 'control',
  size,
  align,
  autoFocus,
  ...rest
}: TextBoxProps) {
  const ref = useFocusOnMount<HTMLInputElement>(autoFocus);
  if (look === 'control') {
    return (
      <Input
        ref={ref}
        size={size}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    );
  }
  return (
    <input
      ref={ref}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cn(
        'h-full w-full min-w-0 bg-transparent px-2.5 text-13 text-ink outline-none pointer-coarse:text-16',
        align === 'end' && 'text-right tabular-nums',
      )}
      {...rest}
    />
  );
}
