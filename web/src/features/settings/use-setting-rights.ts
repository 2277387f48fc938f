import { useKind, useMe } from '@/api/bootstrap';
import { may } from '@/records/model/permissions';

/** What one may do with a kind that settings edit. Without rights the screens only show. */
export function useSettingRights(key: string) {
  const me = useMe();
  const kind = useKind(key);
  const allows = (action: 'create' | 'update' | 'delete') =>
    me.is_admin || (kind !== undefined && may(action, kind, undefined, me));
  return { create: allows('create'), update: allows('update'), remove: allows('delete') };
}
