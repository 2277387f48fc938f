import { Controller, type UseFormReturn } from 'react-hook-form';
import { useT } from '@/i18n/t';
import { Checkbox } from '@/ui/checkbox';
import type { MailboxValues } from './mailbox-values';

interface MailboxCheckProps {
  form: UseFormReturn<MailboxValues>;
  name: 'private' | 'makes_contacts' | 'acknowledges' | 'active';
  hint?: string;
}

/** One yes or no of a mailbox. */
export function MailboxCheck({ form, name, hint }: MailboxCheckProps) {
  const t = useT();
  const id = `mailbox-${name}`;
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <div className="flex items-start gap-2.5">
          <Checkbox
            id={id}
            aria-describedby={hint ? `${id}-hint` : undefined}
            className="mt-0.5"
            checked={field.value}
            onCheckedChange={(on) => field.onChange(on)}
          />
          <div className="grid gap-1">
            <label htmlFor={id}>{t(`mailbox.${name}`)}</label>
            {hint && (
              <p id={`${id}-hint`} className="text-12 text-ink-3">
                {hint}
              </p>
            )}
          </div>
        </div>
      )}
    />
  );
}
