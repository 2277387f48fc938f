import { Suspense, useId, useState } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { kindOf } from '@/records/fields/field-kinds';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { failureText } from '@/records/mutations/failure-text';
import { useCreateRecord } from '@/records/mutations/use-create-record';
import { useDeleteRecord } from '@/records/mutations/use-delete-record';
import { useUpdateRecord } from '@/records/mutations/use-update-record';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { Skeleton } from '@/ui/skeleton';
import { quotaFor } from './quotas';

interface QuotaFormProps {
  kind: KindMeta;
  quotas: readonly RecordRow[];
  month: string;
  /** Whose quota; null where that is still to be chosen. */
  owner: string | null;
  onDone: () => void;
}

/** Sets the quota of a person for a month, or takes it away. */
export function QuotaForm({ kind, quotas, month, owner, onDone }: QuotaFormProps) {
  const t = useT();
  const id = useId();
  const contexts = useFieldContexts(kind);
  const create = useCreateRecord(kind);
  const update = useUpdateRecord(kind);
  const remove = useDeleteRecord(kind);
  const [chosen, setChosen] = useState<unknown>(owner);
  const known = typeof chosen === 'string' ? quotaFor(quotas, chosen, month) : undefined;
  const [amount, setAmount] = useState<unknown>(known?.['amount'] ?? null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // The same for every try, so that a lost answer does not set it twice.
  const [key] = useState(() => crypto.randomUUID());

  const save = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      if (known) await update({ id: known.id, values: { amount } }, { quiet: true });
      else await create.mutateAsync({ values: { owner_id: chosen, month, amount }, key });
      onDone();
    } catch (error) {
      setTrouble(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  const field = (path: 'owner_id' | 'amount', value: unknown, onChange: (value: unknown) => void) => {
    const ctx = contexts.get(path);
    if (!ctx) return null;
    const { Editor } = kindOf(ctx.field);
    return (
      <FormField label={ctx.label} error={path === 'amount' && trouble ? trouble : undefined}>
        {(control) => (
          <Suspense fallback={<Skeleton className="h-8" />}>
            <Editor {...control} id={`${id}-${path}`} ctx={ctx} value={value} size="md" onChange={onChange} />
          </Suspense>
        )}
      </FormField>
    );
  };
  return (
    <form
      className="grid gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen && amount && !busy) void save();
      }}
    >
      {owner === null && field('owner_id', chosen, setChosen)}
      {field('amount', amount, setAmount)}
      <div className="flex justify-end gap-2">
        {known && owner !== null && (
          <Button
            size="sm"
            variant="ghost"
            className="mr-auto"
            onClick={() => void remove(known).then((gone) => gone && onDone())}
          >
            {t('forecast.quota.remove')}
          </Button>
        )}
        <Button size="sm" variant="primary" type="submit" loading={busy} disabled={!chosen || !amount}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
