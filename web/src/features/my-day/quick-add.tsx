import { Plus } from 'lucide-react';
import { useRef, useState, type Ref } from 'react';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { failureText } from '@/records/mutations/failure-text';
import { useCreateRecord } from '@/records/mutations/use-create-record';
import { Button } from '@/ui/button';
import { Input } from '@/ui/input';
import { saidTask } from './said-task';

interface QuickAddProps {
  kind: KindMeta;
  today: string;
  /** Who does it; whoever writes it where nobody is named. */
  assignee: string | null;
  box: Ref<HTMLInputElement>;
}

/** A line to write a task into. The day it speaks of is shown before it is sent. */
export function QuickAdd({ kind, today, assignee, box }: QuickAddProps) {
  const t = useT();
  const format = useFormat();
  const create = useCreateRecord(kind);
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const attempt = useRef({ text: '', key: '' });
  const said = saidTask(text, { today, locale: format.locale, timeZone: format.timeZone });
  const send = async () => {
    if (!said || create.isPending) return;
    if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    setError(null);
    try {
      const values = { name: said.name, due_at: said.due, ...(assignee && { assignee_id: assignee }) };
      await create.mutateAsync({ values, key: attempt.current.key });
      setText('');
      announce(t('tasks.day.added', { title: said.name, when: format.dateTime(said.due) }));
    } catch (failure) {
      setError(failureText(failure));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      className="grid gap-1 border-b border-line bg-surface px-4 py-2.5 max-md:px-3"
    >
      <div className="flex gap-2">
        <Input
          ref={box}
          size="md"
          value={text}
          maxLength={200}
          aria-label={t('tasks.day.add')}
          aria-describedby="quick-add-hint"
          aria-invalid={error === null ? undefined : true}
          placeholder={t('tasks.day.add_hint')}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <Button
          type="submit"
          disabled={!said}
          loading={create.isPending}
          icon={<Plus size={16} strokeWidth={1.75} />}
        >
          {t('tasks.day.add')}
        </Button>
      </div>
      <p id="quick-add-hint" className="min-h-4 text-12 text-ink-2" role={error ? 'alert' : undefined}>
        {error ? (
          <span className="text-danger">{error}</span>
        ) : (
          said && t('tasks.day.adds', { when: format.dateTime(said.due) })
        )}
      </p>
    </form>
  );
}
