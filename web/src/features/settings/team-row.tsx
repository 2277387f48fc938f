import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { PersonAvatar } from '@/records/people/person-avatar';
import { RowMenu } from './row-menu';
import { useRemoveSetting } from './setting-records';
import { useRowEntries } from './use-row-entries';

interface TeamRowProps {
  team: RecordRow;
  members: readonly RecordRow[];
  rights: { update: boolean; remove: boolean };
  onEdit: () => void;
}

const faces = 5;

export function TeamRow({ team, members, rights, onEdit }: TeamRowProps) {
  const t = useT();
  const remove = useRemoveSetting('teams');
  const manager = members.find(({ id }) => id === team['manager_id']);
  const detail = [
    t('settings.teams.members_count', { count: members.length }),
    manager && t('settings.teams.led_by', { name: manager.title }),
    typeof team['description'] === 'string' ? team['description'] : null,
  ].filter(Boolean);
  const entries = useRowEntries({
    onEdit: rights.update && onEdit,
    onRemove: rights.remove && (() => remove.mutate(team)),
  });
  return (
    <div className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        {rights.update ? (
          <button type="button" className="max-w-full truncate font-medium hover:underline" onClick={onEdit}>
            {team.title}
          </button>
        ) : (
          <p className="truncate font-medium">{team.title}</p>
        )}
        <p className="truncate text-12 text-ink-3">{detail.join(' · ')}</p>
      </div>
      <span aria-hidden="true" className="flex -space-x-1 max-sm:hidden">
        {members.slice(0, faces).map((member) => (
          <span key={member.id} className="rounded-full ring-2 ring-surface">
            <PersonAvatar id={member.id} name={member.title} size={24} />
          </span>
        ))}
      </span>
      <RowMenu name={team.title} entries={entries} />
    </div>
  );
}
