import { ListPlus } from 'lucide-react';
import { useState } from 'react';
import { useKind } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { announce } from '@/lib/announcer';
import { moved } from '@/lib/ordering';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { fieldPath } from '@/records/model/field-path';
import { PanelSection } from '@/records/page/panel-section';
import type { KindMeta } from '@/api/types';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { freeFields, newQuestion } from './questions';
import { QuestionRow } from './question-row';
import type { Questions } from './use-questions';

interface QuestionListProps {
  questions: Questions;
  editable: boolean;
  /** The kind whose fields are asked for. */
  target: 'lead' | 'ticket';
}

/** What the form asks, in its order. Rows are dragged by their grip or moved by their buttons. */
export function QuestionList(props: QuestionListProps) {
  const fields = useKind(props.target);
  return fields ? <List {...props} fields={fields} /> : null;
}

function List({
  questions: { questions, problems, save, type, leave },
  editable,
  fields,
}: Omit<QuestionListProps, 'target'> & { fields: KindMeta }) {
  const t = useT();
  const format = useFormat();
  const contexts = useFieldContexts(fields);
  const [open, setOpen] = useState<string | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const free = freeFields(fields, questions);
  const labelOf = (path: string) => contexts.get(path)?.label ?? path;
  const add = (path: string) => {
    save([...questions, newQuestion(path)]);
    setOpen(path);
    announce(t('webform.added', { name: labelOf(path) }));
  };
  return (
    <PanelSection title={t('webform.questions')} count={format.number(questions.length)}>
      <ol className="px-3 max-md:px-2" aria-label={t('webform.questions')}>
        {questions.map((question, index) => (
          <QuestionRow
            key={question.field}
            question={question}
            ctx={contexts.get(question.field)}
            index={index}
            count={questions.length}
            problems={problems}
            editable={editable}
            open={open === question.field}
            dragged={dragged}
            onOpen={(next) => setOpen(next ? question.field : null)}
            onDrag={setDragged}
            onMove={(from, to) => save(moved(questions, from, to))}
            onType={(next) => type(questions.map((known, at) => (at === index ? next : known)))}
            onLeave={leave}
            onChange={(next) => save(questions.map((known, at) => (at === index ? next : known)))}
            onRemove={() => {
              save(questions.filter((_, at) => at !== index));
              announce(t('webform.removed', { name: labelOf(question.field) }));
            }}
          />
        ))}
      </ol>
      {questions.length === 0 && (
        <p className="px-5 pb-2 text-ink-3 max-md:px-4">{t('webform.no_questions')}</p>
      )}
      {editable && free.length > 0 && (
        <div className="px-5 pt-1 pb-1 max-md:px-4">
          <DropdownMenu
            label={t('webform.add')}
            entries={free.map((field) => ({
              type: 'item',
              id: fieldPath(field),
              label: labelOf(fieldPath(field)),
              onSelect: () => add(fieldPath(field)),
            }))}
            trigger={
              <Button size="sm" icon={<ListPlus size={16} strokeWidth={1.75} />}>
                {t('webform.add')}
              </Button>
            }
          />
        </div>
      )}
    </PanelSection>
  );
}
