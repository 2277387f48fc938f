import { Ellipsis, Pencil, X } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useCommandContext } from '@/lib/use-commands';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { ColumnState } from '../model/columns';
import type { FieldContext } from '../model/field-context';
import type { ListQuery } from '../model/list-params';
import { countTicked } from '../table/selection';
import type { SelectionControl } from '../table/use-selection';
import { BarButton } from './bar-button';
import { BulkEditDialog } from './bulk-edit-dialog';
import { TAGS, useBulkCommands } from './use-bulk-commands';

interface BulkBarProps {
  kind: KindMeta;
  contexts: ReadonlyMap<string, FieldContext>;
  selection: SelectionControl;
  query: ListQuery;
  /** How many match in all; null while that is not known. */
  matching: number | null;
  columns: readonly ColumnState[];
  phone: boolean;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** The ink bar over a list in which something is ticked. Phones keep the first two actions and a menu. */
export function BulkBar({ kind, contexts, selection, query, matching, columns, phone }: BulkBarProps) {
  const t = useT();
  const format = useFormat();
  const count = countTicked(selection.selection, matching);
  const number = count === null ? '…' : format.number(count);
  const { commands, editing, stopEditing, apply } = useBulkCommands({ kind, selection, query, columns });
  useCommandContext(
    t('records.bulk.context', { count: count ?? 0, kinds: kindLabel(kind).toLocaleLowerCase() }),
  );

  const shown = phone ? commands.slice(0, 2) : commands.slice(0, 4);
  const rest = commands.slice(shown.length);
  const canTickAll = !selection.selection.all && selection.loaded === true && (matching ?? 0) > (count ?? 0);

  return (
    <>
      <div
        role="toolbar"
        aria-label={t('records.bulk.bar', { count: number })}
        className="absolute bottom-13 left-1/2 z-[5] flex h-11 max-w-[calc(100%-16px)] -translate-x-1/2 items-center gap-0.5 rounded-bar bg-bar px-1.5 font-medium whitespace-nowrap text-bar-fg shadow-dialog max-md:bottom-3 dark:border dark:border-line-raised"
      >
        <span className="pr-1 pl-2.5 tabular-nums" role="status">
          {number} <span className="font-normal text-bar-fg-2">{t('records.bulk.selected')}</span>
        </span>
        {canTickAll && matching !== null && (
          <BarButton onClick={selection.tickMatching}>
            {t('records.bulk.all', { count: format.number(matching) })}
          </BarButton>
        )}
        <span aria-hidden="true" className="mx-1.5 h-5 w-px bg-bar-line" />
        {shown.map((command) => {
          const Icon = command.icon ?? Pencil;
          return (
            <BarButton
              key={command.id}
              icon={<Icon {...icon} />}
              shortcut={phone ? undefined : command.shortcut}
              onClick={command.run}
            >
              {command.label}
            </BarButton>
          );
        })}
        {rest.length > 0 && (
          <DropdownMenu
            label={t('records.bulk.more')}
            side="top"
            entries={rest.map(({ id, label, icon: Icon, run: onSelect }) => ({
              type: 'item',
              id,
              label,
              icon: Icon && <Icon {...icon} />,
              tone: id === 'bulk.delete' ? 'danger' : 'default',
              onSelect,
            }))}
            trigger={
              <IconButton
                variant="bar"
                size="lg"
                tooltip={false}
                label={t('records.bulk.more')}
                icon={<Ellipsis {...icon} />}
              />
            }
          />
        )}
        <span aria-hidden="true" className="mx-1.5 h-5 w-px bg-bar-line" />
        <IconButton
          variant="bar"
          size="lg"
          tooltip={false}
          label={t('records.bulk.clear')}
          icon={<X {...icon} />}
          onClick={selection.clear}
        />
      </div>
      {editing !== undefined && (
        <BulkEditDialog
          kind={kind}
          contexts={contexts}
          path={editing}
          adding={editing === TAGS}
          count={number}
          onClose={stopEditing}
          onApply={(values) => void apply(values)}
        />
      )}
    </>
  );
}
