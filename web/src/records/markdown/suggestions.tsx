import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import { searchQuery } from '@/api/search';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { foldText } from '@/lib/fold-text';
import { useDebounced } from '@/lib/use-debounced';
import { KindIcon } from '@/ui/kind-icon';
import { PersonAvatar } from '../people/person-avatar';
import { readersQuery } from './readers-query';
import type { Choice, Naming } from './use-naming';

interface SuggestionsProps {
  naming: Naming;
  about: { kind: KindMeta; id: string };
  className?: string;
}

const MOST = 6;

interface Offered extends Choice {
  detail: string;
}

/** Who or what is meant. The cursor stays in the text; the arrow keys go through the list. */
export function Suggestions({ naming, about, className }: SuggestionsProps) {
  const t = useT();
  const { kinds } = useBootstrap();
  const { asking, listId, active, setActive, offer, choose } = naming;
  const offered = useOffered(asking?.sign ?? '@', asking?.query ?? '', about);
  useEffect(() => offer(offered), [offer, offered]);
  // What is typed on after a whole name is no name any more.
  if (offered.length === 0) return null;
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t(asking?.sign === '#' ? 'markdown.record' : 'markdown.mention')}
      className={cn(
        'w-full max-w-96 rounded-card border border-line-raised bg-raised p-1 shadow-pop',
        className,
      )}
    >
      {offered.map((choice, place) => (
        <div
          key={choice.id}
          id={`${listId}-${place}`}
          role="option"
          aria-selected={place === active}
          onPointerMove={() => setActive(place)}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(choice);
          }}
          className={cn(
            'flex h-8 cursor-default items-center gap-2 rounded-ctl px-2 text-13 pointer-coarse:h-11',
            place === active && 'bg-hover dark:bg-raised-2',
          )}
        >
          {choice.kind === 'user' ? (
            <PersonAvatar id={choice.id} name={choice.title} size={20} />
          ) : (
            <KindIcon
              name={kinds.find((kind) => kind.key === choice.kind)?.icon ?? ''}
              className="text-ink-2"
            />
          )}
          <span className="max-w-[60%] shrink-0 truncate">{choice.title}</span>
          <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{choice.detail}</span>
        </div>
      ))}
    </div>
  );
}

function useOffered(sign: '@' | '#', query: string, about: SuggestionsProps['about']): Offered[] {
  const t = useT();
  const me = useMe();
  const { users, kinds } = useBootstrap();
  const asked = useDebounced(sign === '#' ? query.trim() : '', 150);
  const { data: hits } = useQuery(searchQuery(asked, [], 12));
  const { data: readers } = useQuery({ ...readersQuery(about.kind.plural, about.id), enabled: sign === '@' });
  return useMemo(() => {
    if (sign === '#') {
      const paged = (hits ?? []).filter(({ kind }) =>
        kinds.some(({ key, capabilities }) => key === kind && capabilities.includes('page')),
      );
      return paged
        .slice(0, MOST)
        .map(({ kind, id, title, subtitle }) => ({ kind, id, title, detail: subtitle ?? '' }));
    }
    const sought = foldText(query);
    const found = users.filter(({ id, title, status }) => {
      if (id === me.id || status !== 'active') return false;
      const name = foldText(title);
      return name.startsWith(sought) || name.split(/\s+/).some((part) => part.startsWith(sought));
    });
    return found.slice(0, MOST).map(({ id, title, email }) => ({
      kind: 'user',
      id,
      title,
      detail: readers && !readers.has(id) ? t('markdown.not_told') : email,
    }));
  }, [sign, query, hits, kinds, users, me.id, readers, t]);
}
