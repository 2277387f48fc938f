import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Tooltip } from '@/ui/tooltip';
import { PersonAvatar } from '../people/person-avatar';
import { spotOf, useLive } from './live-store';
import { useViewing } from './use-viewing';

/** So many have a face of their own; the others are a number. */
const FACES = 3;

/** Who else looks at the record, and tells them that this person does. */
export function PresentPeople({ kind, id }: { kind: KindMeta; id: string }) {
  const t = useT();
  useViewing(kind.plural, id);
  const people = useLive(({ present }) => present[spotOf(kind.plural, id)]);
  const words = (people ?? []).map(({ title: name, doing }) => t(`page.present.${doing}`, { name }));
  return (
    <div role="status" aria-label={t('page.present.label')} className="flex items-center -space-x-1">
      {people?.slice(0, FACES).map((person, index) => (
        <Tooltip key={person.id} label={words[index] ?? ''}>
          <span
            className={
              person.doing === 'viewing'
                ? 'rounded-full ring-2 ring-surface'
                : 'rounded-full ring-2 ring-accent'
            }
          >
            <PersonAvatar id={person.id} name={person.title} size={24} label={words[index] ?? ''} />
          </span>
        </Tooltip>
      ))}
      {people && people.length > FACES && (
        <span className="pl-2 text-12 text-ink-2">+{people.length - FACES}</span>
      )}
      {people?.some((person) => person.doing !== 'viewing') && (
        <span className="pl-2.5 text-12 text-ink-2 max-md:sr-only">
          {words[people.findIndex((person) => person.doing !== 'viewing')]}
        </span>
      )}
    </div>
  );
}
