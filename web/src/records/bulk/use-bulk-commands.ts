import { useQueryClient } from '@tanstack/react-query';
import { Download, Pencil, Tag, Trash2, User } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import { textsOf } from '../fields/value-guards';
import type { ColumnState } from '../model/columns';
import { useEntity } from '../model/entities-context';
import type { ListQuery } from '../model/list-params';
import { may, ownerKey } from '../model/permissions';
import { failureText } from '../mutations/failure-text';
import { readCached } from '../mutations/record-cache';
import type { Values } from '../mutations/record-writer';
import { useBulkAction } from '../mutations/use-bulk-action';
import { targetOf } from '../table/selection';
import type { SelectionControl } from '../table/use-selection';
import { downloadSelection } from './download-selection';
import { tagGroups } from './tag-groups';

export const TAGS = 'tags';

interface BulkCommandsOptions {
  kind: KindMeta;
  selection: SelectionControl;
  /** What the list shows: what "all" means. */
  query: ListQuery;
  columns: readonly ColumnState[];
}

/** What can be done to all ticked records: for the bar, the keys and the palette alike. */
export function useBulkCommands({ kind, selection, query, columns }: BulkCommandsOptions) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const entity = useEntity(kind);
  const run = useBulkAction(kind);
  /** The field that is being set: null while it is being chosen, undefined when nothing is. */
  const [editing, setEditing] = useState<string | null | undefined>(undefined);

  const owner = ownerKey(kind);
  const target = useMemo(() => targetOf(selection.selection, query), [selection.selection, query]);
  const commands = useMemo((): Command[] => {
    const remove = async () => {
      if (await run({ action: 'delete', target })) selection.clear();
    };
    const download = async () => {
      try {
        const keys = columns.map((column) => column.key);
        await downloadSelection(kind, target, keys);
      } catch (error) {
        toast.error(t('records.bulk.failed'), { description: failureText(error) });
      }
    };
    const all: (Command & { allowed: boolean })[] = [
      {
        id: 'bulk.assign',
        group: 'selection',
        label: t('records.bulk.assign'),
        icon: User,
        shortcut: 'A',
        run: () => setEditing(owner),
        allowed: owner !== null && may('assign', kind, undefined, me),
      },
      {
        id: 'bulk.edit',
        group: 'selection',
        label: t('records.bulk.edit'),
        icon: Pencil,
        shortcut: 'E',
        run: () => setEditing(null),
        allowed: may('update', kind, undefined, me),
      },
      {
        id: 'bulk.tag',
        group: 'selection',
        label: t('records.bulk.tag'),
        icon: Tag,
        run: () => setEditing(TAGS),
        // Adding needs to know the tags of each record, and those of all that match nobody has read.
        allowed:
          !selection.selection.all &&
          kind.capabilities.includes('tags') &&
          may('update', kind, undefined, me),
      },
      ...(entity?.bulkActions ?? []).map(({ id, label, icon, open }) => ({
        id: `bulk.${id}`,
        group: 'selection' as const,
        label: t(label),
        icon,
        run: () => open(target),
        allowed: may('update', kind, undefined, me),
      })),
      {
        id: 'bulk.export',
        group: 'selection',
        label: t('records.bulk.export'),
        icon: Download,
        run: () => void download(),
        allowed: kind.capabilities.includes('export') && may('export', kind, undefined, me),
      },
      {
        id: 'bulk.delete',
        group: 'selection',
        label: t('records.bulk.delete'),
        icon: Trash2,
        run: () => void remove(),
        allowed: may('delete', kind, undefined, me),
      },
    ];
    return all.filter(({ allowed }) => allowed);
  }, [t, kind, me, entity, owner, run, target, selection, columns]);
  useCommands(commands);

  const apply = async (values: Values) => {
    setEditing(undefined);
    if (editing !== TAGS) {
      await run({ action: 'update', target, values });
      return;
    }
    const records = (target.ids ?? []).flatMap((id) => readCached(client, kind.plural, id) ?? []);
    for (const { tags, ids } of tagGroups(records, textsOf(values[TAGS]))) {
      await run({ action: 'update', target: { ids }, values: { [TAGS]: tags } });
    }
  };
  return { commands, editing, stopEditing: () => setEditing(undefined), apply };
}
