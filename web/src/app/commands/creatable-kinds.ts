import type { Bootstrap, KindMeta } from '@/api/types';

/** What this person may write anew from anywhere: the kinds of the navigation. */
export function creatableKinds(bootstrap: Bootstrap): KindMeta[] {
  return bootstrap.kinds.filter(
    (kind) => kind.group !== 'system' && kind.rights.create !== 'none' && kind.create_fields.length > 0,
  );
}
