import { cn } from '@/lib/cn';
import type { EditorProps } from '../field-kind';
import { readParticipants } from '../participants';
import { ParticipantsBox } from './participants-box';

/** Who comes to a meeting as one value among others, saved when its editor is left or its form is sent. */
export function ParticipantsEditor({ ctx, value, onChange, look, id, disabled, autoFocus }: EditorProps) {
  return (
    <div
      className={cn(
        look === 'cell' &&
          'absolute top-0 left-0 z-10 w-80 rounded-ctl border border-line-raised bg-raised px-2.5 py-1 shadow-pop',
      )}
    >
      <ParticipantsBox
        id={id}
        label={ctx.label}
        people={readParticipants(value)}
        disabled={disabled}
        autoOpen={look === 'cell' && autoFocus}
        onChange={(people) => onChange(people.length === 0 ? null : people)}
      />
    </div>
  );
}
