import { ChevronDown, EyeOff, GripVertical, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import type { FieldContext } from '@/records/model/field-context';
import { MoveButtons } from '@/records/form/move-buttons';
import { IconButton } from '@/ui/icon-button';
import type { Question, QuestionProblems } from './questions';
import { QuestionDetails } from './question-details';

interface QuestionRowProps {
  question: Question;
  /** Undefined where leads have lost the field since. */
  ctx: FieldContext | undefined;
  index: number;
  count: number;
  problems: QuestionProblems;
  editable: boolean;
  open: boolean;
  /** The place of the row that is being dragged. */
  dragged: number | null;
  onOpen: (open: boolean) => void;
  onDrag: (index: number | null) => void;
  onMove: (from: number, to: number) => void;
  onType: (question: Question) => void;
  onLeave: () => void;
  onChange: (question: Question) => void;
  onRemove: () => void;
}

/** One question: its name, where it stands, and on request everything about it. */
export function QuestionRow(props: QuestionRowProps) {
  const { question, ctx, index, count, problems, editable, open, dragged, onOpen, onDrag, onMove } = props;
  const t = useT();
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const [over, setOver] = useState(false);
  const name = question.label?.trim() || ctx?.label || question.field;
  const wrong = [...problems.keys()].some((key) => key.startsWith(`${index}.`));
  const below = dragged !== null && dragged < index;
  return (
    // What is dropped on the row; everything to press is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={row}
      onDragOver={(event) => {
        if (dragged === null || dragged === index) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (dragged !== null && dragged !== index) onMove(dragged, index);
        onDrag(null);
      }}
      className={cn(
        'relative rounded-ctl',
        dragged === index && 'opacity-40',
        over &&
          'before:absolute before:inset-x-2 before:z-10 before:h-0.5 before:rounded-full before:bg-accent',
        over && (below ? 'before:-bottom-px' : 'before:-top-px'),
        open && 'my-1 bg-sunken',
      )}
    >
      <div className="flex min-h-9 items-center gap-1 pr-1">
        {editable && (
          // Dragging is for pointers; the buttons at the end do the same for everybody.
          <span
            aria-hidden="true"
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', name);
              if (row.current) event.dataTransfer.setDragImage(row.current, 12, 16);
              onDrag(index);
            }}
            onDragEnd={() => onDrag(null)}
            className="grid size-6 shrink-0 cursor-grab place-items-center text-ink-3 pointer-coarse:hidden"
          >
            <GripVertical size={14} strokeWidth={2} />
          </span>
        )}
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onOpen(!open)}
          className="flex min-h-7 min-w-0 flex-1 items-center gap-1.5 rounded-tag px-1 text-left pointer-coarse:min-h-11"
        >
          <span className={cn('truncate font-medium', wrong && 'text-danger')}>{name}</span>
          {question.required && !question.hidden && (
            <span className="shrink-0 text-12 text-ink-3">{t('webform.required')}</span>
          )}
          {question.hidden && (
            <span className="flex shrink-0 items-center gap-1 text-12 text-ink-3">
              <EyeOff size={12} strokeWidth={2.25} aria-hidden="true" />
              {t('webform.hidden')}
            </span>
          )}
          <ChevronDown
            size={12}
            strokeWidth={2.25}
            className={cn('ml-auto shrink-0 text-ink-3', !open && '-rotate-90')}
            aria-hidden="true"
          />
        </button>
        {editable && (
          <>
            <MoveButtons name={name} index={index} count={count} onMove={(to) => onMove(index, to)} />
            <IconButton
              size="sm"
              tooltip={false}
              label={t('webform.remove', { name })}
              icon={<X size={14} strokeWidth={2} />}
              onClick={props.onRemove}
            />
          </>
        )}
      </div>
      {open && (
        <div id={id} className="px-3 pb-3">
          <QuestionDetails
            question={question}
            ctx={ctx}
            problems={problems}
            at={index}
            editable={editable}
            onType={props.onType}
            onLeave={props.onLeave}
            onChange={props.onChange}
          />
        </div>
      )}
    </li>
  );
}
