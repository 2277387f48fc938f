import { useNavigate } from '@tanstack/react-router';
import { ArrowUpRight, Ellipsis, ListPlus, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { KindMeta, TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';
import { useOffers } from '../make-task/offers';
import { may } from '../model/permissions';
import type { TimelineOf } from './timeline-cache';
import { useChangeEntry } from './use-change-entry';
import { useRemoveEntry } from './use-remove-entry';

interface EntryMenuProps {
  entry: TimelineRecordEntry;
  of: TimelineOf;
  /** The kind of the entry's record. */
  kind: KindMeta;
  onEdit?: () => void;
  /** An answer in a thread, which is neither pinned nor offered as a task. */
  answer?: boolean;
}

/** What can be done with a note, a task or an interaction. */
export function EntryMenu({ entry, of, kind, onEdit, answer = false }: EntryMenuProps) {
  const t = useT();
  const me = useMe();
  const { kinds } = useBootstrap();
  const navigate = useNavigate();
  const offer = useOffers((state) => state.offer);
  const change = useChangeEntry(kind.plural, of);
  const remove = useRemoveEntry(kind.plural, of);
  const { record, type } = entry;
  const mayUpdate = may('update', kind, record, me);
  const pinned = record['pinned'] === true;
  const taskKind = kinds.find((other) => other.key === 'task' && other.rights.create !== 'none');
  const icon = { size: 16, strokeWidth: 1.75 } as const;

  const entries: (MenuEntry | false)[] = [
    onEdit !== undefined &&
      mayUpdate && {
        type: 'item',
        id: 'edit',
        label: t('timeline.edit'),
        icon: <Pencil {...icon} />,
        onSelect: onEdit,
      },
    kind.capabilities.includes('page') && {
      type: 'item',
      id: 'open',
      label: t('timeline.open'),
      icon: <ArrowUpRight {...icon} />,
      onSelect: () => void navigate({ to: '/$plural/$id', params: { plural: kind.plural, id: record.id } }),
    },
    type === 'note' &&
      !answer &&
      taskKind !== undefined && {
        type: 'item',
        id: 'task',
        label: t('timeline.make_task'),
        icon: <ListPlus {...icon} />,
        onSelect: () => offer(record.id),
      },
    type === 'note' &&
      !answer &&
      mayUpdate && {
        type: 'item',
        id: 'pin',
        label: t(pinned ? 'timeline.unpin' : 'timeline.pin'),
        icon: pinned ? <PinOff {...icon} /> : <Pin {...icon} />,
        onSelect: () => change.mutate({ record, values: { pinned: !pinned } }),
      },
    may('delete', kind, record, me) && {
      type: 'item',
      id: 'delete',
      label: t('timeline.remove'),
      icon: <Trash2 {...icon} />,
      tone: 'danger',
      onSelect: () => remove.mutate(entry),
    },
  ];
  const shown = entries.filter((one) => one !== false);
  // What the server has not confirmed yet cannot be changed yet.
  if (shown.length === 0 || record.version === 0) return null;
  return (
    <DropdownMenu
      label={t('timeline.menu')}
      align="end"
      entries={shown}
      trigger={
        <IconButton
          size="sm"
          tooltip={false}
          label={t('timeline.menu')}
          icon={<Ellipsis size={16} strokeWidth={1.75} />}
          className="opacity-0 group-focus-within/event:opacity-100 group-hover/event:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        />
      }
    />
  );
}
