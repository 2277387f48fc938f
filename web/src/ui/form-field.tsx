import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { Label } from './label';

export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

interface FormFieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  required?: boolean;
  /** Beside the label at the line's end: a link or a counter. */
  labelEnd?: ReactNode;
  /** `row`: label of 120 px beside the control, as in a record's panel. */
  layout?: 'stack' | 'row';
  className?: string;
  /** Spread what it is given on the control: that is what ties label, hint and error to it. */
  children: (control: ControlProps) => ReactNode;
}

export function FormField({
  label,
  hint,
  error,
  required = false,
  labelEnd,
  layout = 'stack',
  className,
  children,
}: FormFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const control: ControlProps = {
    id,
    'aria-describedby': error || hint ? noteId : undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required ? true : undefined,
  };
  const note = error ? (
    <p id={noteId} className="flex items-start gap-1.5 text-12 text-danger">
      <CircleAlert size={14} strokeWidth={2} className="mt-px shrink-0" aria-hidden="true" />
      {error}
    </p>
  ) : hint ? (
    <div id={noteId} className="text-12 text-ink-3">
      {hint}
    </div>
  ) : null;

  if (layout === 'row') {
    return (
      <div className={cn('grid grid-cols-[120px_minmax(0,1fr)] items-start gap-x-3 gap-y-1', className)}>
        <Label htmlFor={id} className="pt-1.5 font-normal text-ink-2">
          {label}
        </Label>
        <div className="grid gap-1.5">
          {children(control)}
          {note}
        </div>
      </div>
    );
  }
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <div className="flex items-baseline gap-2">
        <Label htmlFor={id}>{label}</Label>
        {labelEnd && <span className="ml-auto text-13">{labelEnd}</span>}
      </div>
      {children(control)}
      {note}
    </div>
  );
}
