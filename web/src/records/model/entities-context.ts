import { createContext, use } from 'react';
import type { KindMeta } from '@/api/types';
import type { EntityDeclaration } from './define-entity';

/** The declarations of the app by kind. The engine gets them from above, so it needs to know none of them. */
export const EntitiesContext = createContext<ReadonlyMap<string, EntityDeclaration>>(new Map());

export function useEntity(kind: Pick<KindMeta, 'key'>): EntityDeclaration | undefined {
  return use(EntitiesContext).get(kind.key);
}
