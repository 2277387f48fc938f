import { Suspense, useId, useRef, useState } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { kindOf } from '@/records/fields/field-kinds';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { failureText } from '@/records/mutations/failure-text';
import { useCreateRecord } from '@/records/mutations/use-create-record';
import { Button } from '@/ui/button';
import { Input } from '@/ui/input';
import { Skeleton } from '@/ui/skeleton';

interface PlanTaskProps {
  kind: KindMeta;
  dealId: string;
  onPlanned: () => Promise<void>;
}

const FIELDS = ['kind', 'due_at'];

/** Plans the next task of a deal: what it is, which kind of thing, and when. */
export function PlanTask({ kind, dealId, onPlanned }: PlanTaskProps) {
  const t = useT();
  const id = useId();
  const contexts = useFieldContexts(kind);
  const create = useCreateRecord(kind);
  const [name, setName] = useState('');
  const [values, setValues] = useState<Record<string, unknown>>({});
  const box = useRef<HTMLInputElement>(null);
  // The same for every try, so that a lost answer does not plan it twice.
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const fields = FIELDS.flatMap((path) => {
    const ctx = contexts.get(path);
    return ctx && ctx.field.access === 'write' ? [ctx] : [];
  });

  const submit = async () => {
    const task = { ...values, name: name.trim(), record: { kind: 'deal', id: dealId } };
    try {
      await create.mutateAsync({ values: task, key: attempt });
    } catch {
      // The line below the form says why.
      return;
    }
    announce(t('timeline.saved.task'));
    setName('');
    setValues({});
    setAttempt(crypto.randomUUID());
    box.current?.focus();
    await onPlanned();
  };

  return (
    <form
      className="grid gap-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !create.isPending) void submit();
      }}
    >
      <Input
        ref={box}
        size="md"
        aria-label={t('board.next.what')}
        placeholder={t('board.next.what')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {/* After one is planned the fields start anew. */}
      <div key={attempt} className="grid grid-cols-2 gap-2">
        {fields.map((ctx) => {
          const { Editor } = kindOf(ctx.field);
          return (
            <div key={ctx.path} className={ctx.field.type === 'datetime' ? 'col-span-2 min-w-0' : 'min-w-0'}>
              <label htmlFor={`${id}-${ctx.path}`} className="block pb-0.5 text-12 text-ink-3">
                {ctx.label}
              </label>
              <div className="h-7 pointer-coarse:h-11">
                <Suspense fallback={<Skeleton className="h-7" />}>
                  <Editor
                    id={`${id}-${ctx.path}`}
                    ctx={ctx}
                    value={values[ctx.path] ?? null}
                    size="sm"
                    onChange={(value) => setValues({ ...values, [ctx.path]: value })}
                  />
                </Suspense>
              </div>
            </div>
          );
        })}
      </div>
      {create.error && (
        <p role="alert" className="text-12 text-danger">
          {failureText(create.error)}
        </p>
      )}
      <div className="flex justify-end">
        <Button type="submit" size="sm" loading={create.isPending} disabled={name.trim() === ''}>
          {t('board.next.plan')}
        </Button>
      </div>
    </form>
  );
}
