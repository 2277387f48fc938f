import { Handshake, Mail, Phone, Repeat, SquareCheck, Users } from 'lucide-react';
import { useRef } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import type { Entry } from './entry';
import { useDealDrag } from './use-day-drag';

interface EntryChipProps {
  entry: Entry;
  today: string;
  movable: boolean;
  tabbable: boolean;
  dragged: boolean;
  onFocus: () => void;
  onOpen: () => void;
}

const look = { size: 12, strokeWidth: 2, 'aria-hidden': true } as const;
const icons = {
  again: <Repeat {...look} />,
  call: <Phone {...look} />,
  deal: <Handshake {...look} />,
  email: <Mail {...look} />,
  meeting: <Users {...look} />,
  task: <SquareCheck {...look} />,
};

function iconOf({ kind, sort, row }: Entry): keyof typeof icons {
  if (row === null) return 'again';
  if (kind === 'deal' || sort === 'meeting') return kind === 'deal' ? 'deal' : 'meeting';
  return row['kind'] === 'call' || row['kind'] === 'email' ? row['kind'] : 'task';
}

/** A task, meeting or deal on its day. A press opens it beside the calendar; the keys of the calendar move it. */
export function EntryChip({ entry, today, movable, tabbable, dragged, onFocus, onOpen }: EntryChipProps) {
  const t = useT();
  const format = useFormat();
  const chip = useRef<HTMLButtonElement>(null);
  useDealDrag(chip, entry.id, movable);
  const late = !entry.done && entry.kind !== 'interaction' && entry.day < today;
  const status = entry.kind === 'deal' ? entry.row?.['status'] : undefined;
  const time = entry.at === null ? null : format.time(entry.at);
  // What is drawn comes first, as it is drawn: who speaks to the computer says it.
  const label = [
    time ? `${time} ${entry.title}` : entry.title,
    t(`agenda.sort.${entry.sort}`),
    format.date(entry.day),
    entry.row === null && t('agenda.comes_again'),
    status === 'won' || status === 'lost' ? t(`calendar.${status}`) : entry.done && t('agenda.done'),
    late && t('agenda.late'),
  ];
  return (
    <button
      ref={chip}
      type="button"
      data-entry={entry.id}
      aria-label={label.filter(Boolean).join(', ')}
      tabIndex={tabbable ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
      className={cn(
        'flex h-6 w-full min-w-0 items-center gap-1 rounded-tag border bg-surface px-1.5 text-left text-12 hover:border-line-strong/45 pointer-coarse:h-11',
        entry.row === null ? 'border-dashed border-line text-ink-2' : 'border-line',
        entry.done && 'text-ink-2',
        dragged && 'opacity-40',
      )}
    >
      <span className={cn('shrink-0', late ? 'text-danger' : 'text-ink-3')}>{icons[iconOf(entry)]}</span>
      {time && <span className="shrink-0 text-ink-2 tabular-nums">{time} </span>}
      <span
        className={cn(
          'min-w-0 flex-1 truncate font-medium',
          entry.done && status !== 'won' && 'line-through',
          late && 'text-danger',
        )}
      >
        {entry.title}
      </span>
    </button>
  );
}
