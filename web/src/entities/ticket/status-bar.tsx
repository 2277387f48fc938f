import { ChevronDown } from 'lucide-react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { findField } from '@/records/model/kind-fields';
import { mayWrite } from '@/records/model/permissions';
import type { UpdateRecord } from '@/records/mutations/use-update-record';
import { PersonAvatar } from '@/records/people/person-avatar';
import { Avatar } from '@/ui/avatar';
import { Combobox } from '@/ui/combobox';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { Tag } from '@/ui/tag';
import { DeadlineChip } from './deadline-chip';

interface StatusBarProps {
  kind: KindMeta;
  ticket: RecordRow;
  update: UpdateRecord;
  assigning: boolean;
  setAssigning: (open: boolean) => void;
}

const quiet =
  'touch-target relative flex h-7 shrink-0 items-center gap-1.5 rounded-ctl px-1.5 text-12 text-ink-2 hover:bg-hover disabled:pointer-events-none';

/** How far a ticket is, by when, how much it matters and who looks after it; each is changed where it stands. */
export function StatusBar({ kind, ticket, update, assigning, setAssigning }: StatusBarProps) {
  const t = useT();
  const me = useMe();
  const { users } = useBootstrap();
  const assignee = users.find(({ id }) => id === ticket['assignee_id']);
  const choices = (key: 'status' | 'priority') => {
    const field = findField(kind, key);
    const chosen = field?.options.find(({ value }) => value === ticket[key]);
    return { field, chosen, may: field !== undefined && mayWrite(field, kind, ticket, me) };
  };
  const status = choices('status');
  const priority = choices('priority');
  const owner = findField(kind, 'assignee_id');
  const mayAssign = owner !== undefined && mayWrite(owner, kind, ticket, me);
  const entries = (key: 'status' | 'priority') =>
    (choices(key).field?.options ?? []).map((option) => ({
      type: 'item' as const,
      id: option.value,
      label: optionLabel(kind, { key, label: key }, option),
      checked: option.value === ticket[key],
      onSelect: () => void update({ id: ticket.id, values: { [key]: option.value } }),
    }));
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 overflow-x-auto border-b border-line pr-3 pl-6 [scrollbar-width:none] max-md:pl-3">
      {status.chosen && (
        <DropdownMenu
          label={t('ticket.status')}
          entries={entries('status')}
          trigger={
            <button
              type="button"
              disabled={!status.may}
              aria-label={t('ticket.status_is', {
                status: optionLabel(kind, { key: 'status', label: '' }, status.chosen),
              })}
              className="touch-target relative shrink-0 rounded-tag"
            >
              <Tag color={status.chosen.color}>
                {optionLabel(kind, { key: 'status', label: '' }, status.chosen)}
              </Tag>
            </button>
          }
        />
      )}
      {ticket['status'] !== 'waiting' && <DeadlineChip ticket={ticket} long />}
      {priority.chosen && (
        <DropdownMenu
          label={t('ticket.priority')}
          entries={entries('priority')}
          trigger={
            <button type="button" disabled={!priority.may} className={quiet}>
              {t('ticket.priority')}
              <span className="font-medium text-ink">
                {optionLabel(kind, { key: 'priority', label: '' }, priority.chosen)}
              </span>
            </button>
          }
        />
      )}
      <span className="ml-auto" />
      <Combobox
        label={t('ticket.assignee')}
        placeholder={t('ticket.nobody')}
        searchPlaceholder={t('ticket.find_person')}
        emptyLabel={t('ticket.nobody_found')}
        open={assigning}
        onOpenChange={(open) => setAssigning(open && mayAssign)}
        selected={assignee ? [{ value: assignee.id, label: assignee.title }] : []}
        options={[
          { value: '', label: t('ticket.nobody'), icon: <Avatar kind="nobody" name="" /> },
          ...users
            .filter(({ id, status: state }) => state === 'active' || id === assignee?.id)
            .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
            .map(({ id, title }) => ({
              value: id,
              label: title,
              icon: <PersonAvatar id={id} name={title} />,
            })),
        ]}
        onChange={([next]) =>
          next &&
          void update({ id: ticket.id, values: { assignee_id: next.value === '' ? null : next.value } })
        }
        trigger={
          <button
            type="button"
            disabled={!mayAssign}
            aria-label={t('ticket.assignee_is', { name: assignee?.title ?? t('ticket.nobody') })}
            className={quiet}
          >
            {assignee ? (
              <PersonAvatar id={assignee.id} name={assignee.title} />
            ) : (
              <Avatar kind="nobody" name="" />
            )}
            <span className="font-medium text-ink max-md:sr-only">
              {assignee?.title ?? t('ticket.nobody')}
            </span>
            {mayAssign && <ChevronDown size={12} strokeWidth={2.25} aria-hidden="true" />}
          </button>
        }
      />
    </div>
  );
}
