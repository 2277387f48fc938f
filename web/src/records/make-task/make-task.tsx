import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import { api } from '@/api/client';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { keys } from '@/api/keys';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { Skeleton } from '@/ui/skeleton';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { failureText } from '../mutations/failure-text';
import { refreshTimeline, type TimelineOf } from '../timeline/timeline-cache';
import { useOffers } from './offers';
import { suggestTask } from './suggest-task';

interface MakeTaskProps {
  note: RecordRow;
  /** The kind of tasks. */
  kind: KindMeta;
  of: TimelineOf;
}

/** A task as the note asks for it, to be made as it is or otherwise. */
export function MakeTask({ note, kind, of }: MakeTaskProps) {
  const t = useT();
  const me = useMe();
  const { users } = useBootstrap();
  const format = useFormat();
  const client = useQueryClient();
  const dismiss = useOffers((state) => state.dismiss);
  const contexts = useFieldContexts(kind);
  const id = useId();
  const [values, setValues] = useState<Record<string, unknown>>(() => {
    const { name, assignee, due } = suggestTask(String(note['body'] ?? ''), format.timeZone, format.locale);
    const known = users.some((user) => user.id === assignee && user.status === 'active');
    return { name, assignee_id: known ? assignee : me.id, due_at: due };
  });
  const [key] = useState(() => crypto.randomUUID());
  const make = useMutation({
    mutationFn: () =>
      api.post<RecordRow>('/tasks', {
        body: { ...values, name: String(values['name']).trim(), record: note['record'], note_id: note.id },
        idempotencyKey: key,
      }),
    onSuccess: async () => {
      announce(t('timeline.saved.task'));
      await Promise.all([
        refreshTimeline(client, of),
        client.invalidateQueries({ queryKey: keys.one(of.plural, of.id) }),
        client.invalidateQueries({ queryKey: keys.lists('tasks') }),
      ]);
      dismiss(note.id);
    },
  });
  const set = (field: string, value: unknown) => setValues((before) => ({ ...before, [field]: value }));
  return (
    <form
      aria-label={t('timeline.make_task')}
      className="mt-1.5 grid gap-2 rounded-card border border-line bg-sunken p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (String(values['name']).trim() !== '') make.mutate();
      }}
    >
      <div className="flex items-center gap-2">
        <Input
          size="sm"
          aria-label={contexts.get('name')?.label}
          value={String(values['name'])}
          onChange={(event) => set('name', event.target.value)}
        />
        <IconButton
          size="sm"
          label={t('common.close')}
          icon={<X size={14} strokeWidth={1.75} />}
          onClick={() => dismiss(note.id)}
        />
      </div>
      <div className="flex flex-wrap items-end gap-2">
        {['assignee_id', 'due_at'].map((path) => {
          const ctx = contexts.get(path);
          if (!ctx) return null;
          const { Editor } = kindOf(ctx.field);
          return (
            <div key={path} className="min-w-44 flex-1">
              <label htmlFor={`${id}-${path}`} className="block pb-0.5 text-12 text-ink-3">
                {ctx.label}
              </label>
              <div className="h-7 pointer-coarse:h-11">
                <Suspense fallback={<Skeleton className="h-7" />}>
                  <Editor
                    id={`${id}-${path}`}
                    ctx={ctx}
                    value={values[path]}
                    size="sm"
                    onChange={(value) => set(path, value)}
                  />
                </Suspense>
              </div>
            </div>
          );
        })}
        <Button
          type="submit"
          size="sm"
          variant="primary"
          loading={make.isPending}
          disabled={String(values['name']).trim() === ''}
        >
          {t('timeline.save.task')}
        </Button>
      </div>
      {make.isError && (
        <p role="alert" className="text-12 text-danger">
          {failureText(make.error)}
        </p>
      )}
    </form>
  );
}
