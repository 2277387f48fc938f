import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { KindMeta } from '@/api/types';
import { findListPlace, type ListPlace } from './list-place';
import { readRecordSearch } from './record-search';

export interface Neighbours {
  place: ListPlace | null;
  go: (where: 'previous' | 'next') => void;
}

/** The records before and after this one, in the list that the person came from. */
export function useNeighbours(kind: KindMeta, id: string): Neighbours {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = readRecordSearch(useSearch({ strict: false }));
  const place = useMemo(() => findListPlace(client, kind.plural, id), [client, kind.plural, id]);
  return {
    place,
    go: (where) => {
      const target = place?.[where];
      if (!target) return;
      void navigate({
        to: '/$plural/$id',
        params: { plural: kind.plural, id: target },
        search,
        replace: true,
      });
    },
  };
}
