import { useMemo } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';

const groupIds = ['sell', 'serve', 'work'] as const;
type GroupId = (typeof groupIds)[number];

export interface Navigation {
  tasks: KindMeta | undefined;
  /** The groups of the sidebar, in their order, without empty ones. */
  groups: { id: GroupId; kinds: KindMeta[] }[];
}

// The order in which the work goes: from a lead to what was sold.
const order = ['lead', 'deal', 'contact', 'company', 'product', 'campaign'];

/** Where a kind is worked, if that is not its list. */
const homes: Readonly<Record<string, string>> = { ticket: 'inbox' };

export const homeOf = (kind: KindMeta): string => homes[kind.key] ?? kind.plural;

/** Which kinds the navigation shows to this person. Tasks stand above the groups. */
export function useNavigation(): Navigation {
  const { kinds } = useBootstrap();
  return useMemo(() => {
    const visible = kinds.filter(
      (kind) => kind.group !== 'system' && kind.capabilities.includes('table') && kind.rights.read !== 'none',
    );
    const rank = (kind: KindMeta) => {
      const place = order.indexOf(kind.key);
      return place === -1 ? order.length : place;
    };
    const inGroup = (id: GroupId) =>
      visible
        .filter((kind) => kind.group === id && kind.key !== 'task')
        .toSorted((a, b) => rank(a) - rank(b));
    return {
      tasks: visible.find((kind) => kind.key === 'task'),
      groups: groupIds.map((id) => ({ id, kinds: inGroup(id) })).filter((group) => group.kinds.length > 0),
    };
  }, [kinds]);
}
