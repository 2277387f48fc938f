import { ChevronDown, Users } from 'lucide-react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Combobox, type ComboboxOption } from '@/ui/combobox';
import { PersonAvatar } from './person-avatar';

/** Whose records figures are of: nobody in particular, a person (an id, or `me`), or a team. */
export interface Whose {
  owner: string | null;
  team: string | null;
}

interface OwnerMenuProps {
  focus: Whose;
  onChange: (whose: Whose) => void;
}

const everyone = 'everyone';

/** Whose figures are shown: everyone's, mine, a team's or somebody's. */
export function OwnerMenu({ focus: { owner, team }, onChange }: OwnerMenuProps) {
  const t = useT();
  const me = useMe();
  const { users, teams } = useBootstrap();
  const teamIcon = <Users size={16} strokeWidth={1.75} />;
  const options: ComboboxOption[] = [
    { value: everyone, label: t('dashboard.everyone'), icon: teamIcon },
    { value: 'owner me', label: t('dashboard.me'), icon: <PersonAvatar id={me.id} name={me.name} /> },
    ...teams.map(({ id, title }) => ({
      value: `team ${id}`,
      label: title,
      icon: teamIcon,
      detail: t('dashboard.team'),
    })),
    ...users
      .filter(({ id, status }) => id !== me.id && (status === 'active' || id === owner))
      .map(({ id, title }) => ({
        value: `owner ${id}`,
        label: title,
        icon: <PersonAvatar id={id} name={title} />,
      })),
  ];
  const chosen = team ? `team ${team}` : owner ? `owner ${owner === me.id ? 'me' : owner}` : everyone;
  const shown = options.find(({ value }) => value === chosen);
  const label = shown?.label ?? t('dashboard.everyone');
  const choose = (value: string) => {
    const [kind, id = null] = value.split(' ');
    onChange({ owner: kind === 'owner' ? id : null, team: kind === 'team' ? id : null });
  };
  return (
    <Combobox
      label={t('dashboard.whose')}
      placeholder={t('dashboard.everyone')}
      searchPlaceholder={t('dashboard.find_person')}
      emptyLabel={t('dashboard.nobody_found')}
      selected={shown ? [shown] : []}
      options={options}
      onChange={([next]) => next && choose(next.value)}
      trigger={
        <Button
          size="sm"
          variant="ghost"
          icon={<Users size={16} strokeWidth={1.75} />}
          aria-label={t('dashboard.whose_is', { name: label })}
        >
          <span className="max-w-40 truncate max-md:max-w-28">{label}</span>
          <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
        </Button>
      }
    />
  );
}
