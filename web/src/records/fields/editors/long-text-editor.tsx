import { cn } from '@/lib/cn';
import { Textarea } from '@/ui/textarea';
import type { EditorProps } from '../field-kind';
import { controlProps } from './control-props';
import { useFocusOnMount } from './use-focus-on-mount';

/** Several lines. In a cell it lies over the rows below, as tall as its text. */
export function LongTextEditor(props: EditorProps) {
  const { ctx, value, onChange, look, autoFocus } = props;
  const ref = useFocusOnMount<HTMLTextAreaElement>(autoFocus);
  return (
    <Textarea
      ref={ref}
      rows={look === 'cell' ? 5 : 3}
      value={typeof value === 'string' ? value : ''}
      maxLength={ctx.field.max_length ?? undefined}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      className={cn(look === 'cell' && 'absolute top-0 left-0 z-10 min-w-80 shadow-pop')}
      {...controlProps(props)}
    />
  );
}
