import { ArrowDown, ArrowUp, Link2, ShieldQuestion, SquareCheck, StickyNote, Trash2 } from 'lucide-react';
import { useMemo, useRef, useEffect } from 'react';
import { useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import { may } from '../model/permissions';
import { useDeleteRecord } from '../mutations/use-delete-record';
import { useEntityActions } from '../mutations/use-entity-actions';
import type { EntryType } from '../timeline/composer-modes';
import type { ListPlace } from './list-place';

interface RecordCommandsOptions {
  kind: KindMeta;
  record: RecordRow;
  place: ListPlace | null;
  go: (where: 'previous' | 'next') => void;
  copyLink: () => void;
  onWrite: (type: EntryType) => void;
  onAccess: () => void;
}

/** What the palette and the keys can do with the open record. */
export function useRecordCommands(options: RecordCommandsOptions): void {
  const { kind, place } = options;
  const t = useT();
  const me = useMe();
  const actions = useEntityActions(kind);
  const remove = useDeleteRecord(kind);
  // Read when a command runs, so that the change of a field does not register all of them again.
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const previous = place?.previous != null;
  const next = place?.next != null;
  const commands = useMemo((): Command[] => {
    const now = () => latest.current;
    const group = 'record' as const;
    const alive = () => !now().record.deleted_at;
    const own = actions.map((action): Command => {
      return {
        id: `record.${action.id}`,
        group,
        label: action.label,
        icon: action.icon,
        shortcut: action.shortcut,
        when: () => alive() && action.when(now().record),
        run: () => action.run(now().record),
      };
    });
    return [
      ...own,
      {
        id: 'record.note',
        group,
        label: t('page.command.note'),
        icon: StickyNote,
        shortcut: 'N',
        when: alive,
        run: () => now().onWrite('note'),
      },
      {
        id: 'record.task',
        group,
        label: t('page.command.task'),
        icon: SquareCheck,
        shortcut: 'T',
        when: alive,
        run: () => now().onWrite('task'),
      },
      {
        id: 'record.next',
        group,
        label: t('page.next'),
        icon: ArrowDown,
        shortcut: 'J',
        when: () => next,
        run: () => now().go('next'),
      },
      {
        id: 'record.previous',
        group,
        label: t('page.previous'),
        icon: ArrowUp,
        shortcut: 'K',
        when: () => previous,
        run: () => now().go('previous'),
      },
      { id: 'record.copy_link', group, label: t('page.copy_link'), icon: Link2, run: () => now().copyLink() },
      {
        id: 'record.access',
        group,
        label: t('page.access'),
        icon: ShieldQuestion,
        run: () => now().onAccess(),
      },
      {
        id: 'record.delete',
        group,
        label: t('page.delete'),
        icon: Trash2,
        when: () => alive() && may('delete', kind, now().record, me),
        run: () => void remove(now().record),
      },
    ];
  }, [t, kind, actions, me, remove, next, previous]);
  useCommands(commands);
}
