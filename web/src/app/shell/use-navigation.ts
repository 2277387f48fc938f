import { useMemo } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';

export interface Navigation {
  tasks: KindMeta | undefined;
  /** The groups of the sidebar, in their order, without empty ones. */
  groups: { id: 'sell' | 'work'; kinds: KindMeta[] }[];
}

// The order in which the work goes: from a lead to what was sold.
const order = ['lead', 'deal', 'contact', 'company', 'product', 'campaign'];

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
    const inGroup = (id: 'sell' | 'work') =>
      visible
        .filter((kind) => kind.group === id && kind.key !== 'task')
        .toSorted((a, b) => rank(a) - rank(b));
    return {
      tasks: visible.find((kind) => kind.key === 'task'),
      groups: (['sell', 'work'] as const)
        .map((id) => ({ id, kinds: inGroup(id) }))
        .filter((group) => group.kinds.length > 0),
    };
  }, [kinds]);
}
