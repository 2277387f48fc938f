import { useState } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { kindOf } from '../fields/field-kinds';
import { useFieldContexts } from '../fields/use-field-contexts';
import { readField } from '../model/field-path';
import type { Question } from './conflict-store';
import { ConflictField } from './conflict-field';

/** "Ana set Stage to Won just now": per field, keep theirs or use mine. Closing keeps theirs. */
export function ConflictDialog({ question }: { question: Question }) {
  const t = useT();
  const format = useFormat();
  const contexts = useFieldContexts(question.kind);
  const paths = Object.keys(question.mine);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const choose = (path: string, useMine: boolean) =>
    setMine((known) => new Set(useMine ? [...known, path] : [...known].filter((other) => other !== path)));

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && question.answer(new Set())}
      title={t('records.conflict.title')}
      description={t('records.conflict.text', {
        name: question.changedBy?.title ?? t('records.conflict.somebody'),
        title: question.current.title,
        when: question.changedAt ? format.ago(question.changedAt) : t('when.now'),
      })}
      closeLabel={t('records.conflict.keep_theirs')}
      keepOnOutsidePress
      footer={
        <>
          <Button onClick={() => question.answer(new Set())}>{t('records.conflict.keep_theirs')}</Button>
          <Button
            variant="primary"
            onClick={() => question.answer(paths.length === 1 ? new Set(paths) : mine)}
          >
            {t(paths.length === 1 ? 'records.conflict.use_mine' : 'records.conflict.apply')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {paths.flatMap((path) => {
          const ctx = contexts.get(path);
          if (!ctx) return [];
          const words = (value: unknown) =>
            kindOf(ctx.field).format(value, ctx, question.current) || t('records.none');
          return (
            <ConflictField
              key={path}
              label={ctx.label}
              theirs={words(readField(question.current, path))}
              mine={words(question.mine[path])}
              choice={paths.length === 1 ? null : mine.has(path) ? 'mine' : 'theirs'}
              onChoose={(choice) => choose(path, choice === 'mine')}
            />
          );
        })}
      </div>
    </Dialog>
  );
}
