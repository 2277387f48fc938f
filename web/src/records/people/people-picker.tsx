import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { Combobox } from '@/ui/combobox';
import type { ControlProps } from '@/ui/form-field';
import { PersonAvatar } from './person-avatar';

interface PeoplePickerProps {
  label: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  multiple?: boolean;
  control: ControlProps;
}

/** Colleagues. Those who are suspended stay chosen but are not offered. */
export function PeoplePicker({ label, value, onChange, multiple = false, control }: PeoplePickerProps) {
  const t = useT();
  const { users } = useBootstrap();
  const options = users.map((user) => ({
    value: user.id,
    label: user.title,
    detail: user.email,
    icon: <PersonAvatar id={user.id} name={user.title} />,
    disabled: user.status === 'suspended',
  }));
  return (
    <Combobox
      {...control}
      multiple={multiple}
      label={label}
      placeholder={t('settings.nobody')}
      searchPlaceholder={t('settings.search_people')}
      emptyLabel={t('auth.register.no_match')}
      clearLabel={t('common.clear')}
      options={options}
      selected={options.filter((option) => value.includes(option.value))}
      onChange={(chosen) => onChange(chosen.map((option) => option.value))}
    />
  );
}
