import { SmilePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import { tooltipProps } from '@/ui/tooltip-props';
import { useDirectory } from '../fields/use-field-contexts';
import type { TimelineOf } from '../timeline/timeline-cache';
import { REACTIONS, reactionsOf, WAYS } from './reactions';
import { useReact } from './use-react';

interface ReactionsBarProps {
  note: RecordRow;
  of: TimelineOf;
  /** Buttons behind the reactions. */
  children?: ReactNode;
}

/** How people reacted to a note: each way with its number, who on hover, a press joins in or takes it back. */
export function ReactionsBar({ note, of, children }: ReactionsBarProps) {
  const t = useT();
  const me = useMe();
  const directory = useDirectory();
  const react = useReact(of);
  const reactions = reactionsOf(note);
  const toggle = (way: (typeof WAYS)[number]) =>
    react.mutate({ note, way, on: !reactions[way]?.includes(me.id) });
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1">
      {WAYS.filter((way) => (reactions[way]?.length ?? 0) > 0).map((way) => {
        const Icon = REACTIONS[way];
        const people = reactions[way] ?? [];
        const names = people.map((id) => directory.find('user', id)?.title ?? t('note.somebody')).join(', ');
        return (
          <button
            key={way}
            type="button"
            aria-pressed={people.includes(me.id)}
            aria-label={t('note.reaction_by', {
              reaction: t(`note.reaction.${way}`),
              count: people.length,
              names,
            })}
            {...tooltipProps(names)}
            onClick={() => toggle(way)}
            className="touch-target relative inline-flex h-6 items-center gap-1 rounded-full border border-line px-2 text-12 text-ink-2 tabular-nums hover:bg-hover aria-pressed:border-selected-line aria-pressed:bg-selected aria-pressed:text-ink"
          >
            <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
            {people.length}
          </button>
        );
      })}
      <DropdownMenu
        label={t('note.react')}
        entries={WAYS.map((way) => {
          const Icon = REACTIONS[way];
          return {
            type: 'item',
            id: way,
            label: t(`note.reaction.${way}`),
            icon: <Icon size={16} strokeWidth={1.75} />,
            checked: reactions[way]?.includes(me.id) ?? false,
            onSelect: () => toggle(way),
          };
        })}
        trigger={
          <IconButton
            size="sm"
            label={t('note.react')}
            icon={<SmilePlus size={16} strokeWidth={1.75} />}
            className="text-ink-3"
          />
        }
      />
      {children}
    </div>
  );
}
