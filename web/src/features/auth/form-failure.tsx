import { CircleAlert } from 'lucide-react';

/** Why the whole form was refused. */
export function FormFailure({ text }: { text: string | undefined }) {
  return (
    // Always there, so that what appears in it is read out; without a text it takes no room in the grid.
    <div role="alert" className={text ? undefined : 'sr-only'}>
      {text && (
        <p className="tinted flex items-start gap-2 rounded-ctl px-3 py-2 text-13 [--h:25]">
          <CircleAlert size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden="true" />
          {text}
        </p>
      )}
    </div>
  );
}
