import type { LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useEntity } from '../model/entities-context';
import { may } from '../model/permissions';
import { useUpdateRecord } from './use-update-record';

export interface BoundAction {
  id: string;
  label: string;
  icon: LucideIcon;
  shortcut?: string;
  quiet: boolean;
  when: (record: RecordRow) => boolean;
  run: (record: RecordRow) => void;
}

/** The entity's own actions, ready to be offered by buttons, menus, palette and keys. */
export function useEntityActions(kind: KindMeta): readonly BoundAction[] {
  const t = useT();
  const me = useMe();
  const bootstrap = useBootstrap();
  const actions = useEntity(kind)?.actions;
  const update = useUpdateRecord(kind);
  return useMemo(
    () =>
      (actions ?? []).map((action): BoundAction => {
        const { id, icon, shortcut } = action;
        const fits = (record: RecordRow) =>
          'values' in action ? action.values(record, bootstrap) !== null : action.when(record);
        return {
          id,
          icon,
          shortcut,
          quiet: action.quiet ?? false,
          label: t(action.label),
          when: (record) => !record.deleted_at && may('update', kind, record, me) && fits(record),
          run: (record) => {
            if ('open' in action) {
              action.open(record);
              return;
            }
            const change = action.values(record, bootstrap);
            if (change) void update({ id: record.id, values: change });
          },
        };
      }),
    [actions, t, kind, me, bootstrap, update],
  );
}
