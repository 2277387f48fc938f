import { Plus, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { announce } from '@/lib/announcer';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { IconButton } from '@/ui/icon-button';
import { isAddress, nameOf, withParticipant, type Participant } from '../participants';
import { usePeopleOptions } from './use-people-options';

interface ParticipantsBoxProps {
  /** The accessible name of the list. */
  label: string;
  people: readonly Participant[];
  onChange: (people: Participant[]) => void;
  disabled?: boolean;
  /** Opens the search at once. */
  autoOpen?: boolean;
  /** Of the button for another one, which a label may point to. */
  id?: string;
  /** What stands below somebody's name, in place of the address; by address. */
  about?: ReadonlyMap<string, ReactNode>;
}

/** Who comes: contacts, colleagues, and whoever has an e-mail address. */
export function ParticipantsBox({
  label,
  people,
  onChange,
  disabled,
  autoOpen,
  id,
  about,
}: ParticipantsBoxProps) {
  const t = useT();
  const [open, setOpen] = useState(autoOpen ?? false);
  const [query, setQuery] = useState('');
  const { found, options, loading } = usePeopleOptions(query, people, open);
  const add = (person: Participant) => {
    onChange(withParticipant(people, person));
    announce(t('meeting.added', { name: nameOf(person) }));
    setQuery('');
  };
  const remove = (person: Participant) => {
    onChange(people.filter((other) => other.email !== person.email));
    announce(t('meeting.removed', { name: nameOf(person) }));
  };
  return (
    <div>
      {people.length > 0 && (
        <ul aria-label={label} className="flex flex-col gap-0.5">
          {people.map((person) => (
            <li key={person.email} className="group flex items-start gap-2 py-1">
              <Avatar name={nameOf(person)} size={24} className="mt-0.5" />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-13 text-ink" title={person.email}>
                  {nameOf(person)}
                </span>
                {about?.get(person.email) ??
                  (person.name !== null && (
                    <span className="block truncate text-12 text-ink-3">{person.email}</span>
                  ))}
              </span>
              {!disabled && (
                <span className="shrink-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
                  <IconButton
                    size="sm"
                    label={t('meeting.remove', { name: nameOf(person) })}
                    icon={<X size={14} strokeWidth={2} />}
                    onClick={() => remove(person)}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {!disabled && (
        <Combobox
          open={open}
          onOpenChange={setOpen}
          multiple
          selected={[]}
          options={options}
          query={query}
          onQueryChange={setQuery}
          loading={loading}
          label={label}
          placeholder={t('meeting.add')}
          searchPlaceholder={t('meeting.search')}
          emptyLabel={t('meeting.none_found')}
          onChange={([chosen]) => {
            const person = found.find(({ email }) => email === chosen?.value);
            if (person) add(person);
          }}
          {...(isAddress(query.trim()) && {
            create: {
              label: (address: string) => t('meeting.add_address', { address }),
              onCreate: (email: string) => add({ email, name: null, contact_id: null }),
            },
          })}
          trigger={
            <Button
              id={id}
              size="sm"
              variant="ghost"
              className="-ml-2 text-ink-3"
              icon={<Plus size={16} strokeWidth={1.75} />}
            >
              {t('meeting.add')}
            </Button>
          }
        />
      )}
    </div>
  );
}
