import { ArrowDown, ArrowUp, Columns3, Pin } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useT } from '@/i18n/t';
import { foldText } from '@/lib/fold-text';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { IconButton } from '@/ui/icon-button';
import { Input } from '@/ui/input';
import { Popover } from '@/ui/popover';
import type { ColumnState } from '../model/columns';
import type { FieldContext } from '../model/field-context';
import { TITLE } from './grid-column';
import type { ColumnActions } from './use-column-actions';

interface ColumnsButtonProps {
  columns: readonly ColumnState[];
  contexts: ReadonlyMap<string, FieldContext>;
  actions: ColumnActions;
}

/** Which columns there are, in which order, and which of them stay in place. */
export function ColumnsButton({ columns, contexts, actions }: ColumnsButtonProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const wanted = foldText(query);
  const chosen = columns.flatMap((column) => contexts.get(column.key) ?? []);
  const others = useMemo(() => {
    const shown = new Set(columns.map((column) => column.key));
    return [...contexts.values()].filter((ctx) => !shown.has(ctx.path));
  }, [columns, contexts]);
  const matches = (ctx: FieldContext) => foldText(ctx.label).includes(wanted);

  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setQuery('');
      }}
      label={t('records.columns')}
      align="end"
      className="flex w-72 flex-col"
      trigger={
        <Button size="sm" variant="ghost" icon={<Columns3 size={16} strokeWidth={1.75} />}>
          {t('records.columns')}
        </Button>
      }
    >
      <div className="border-b border-line p-2">
        <Input
          size="sm"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t('records.find_field')}
          aria-label={t('records.find_field')}
        />
      </div>
      <ul className="max-h-80 overflow-y-auto p-1">
        {chosen.filter(matches).map((ctx) => (
          <ColumnLine
            key={ctx.path}
            ctx={ctx}
            column={columns.find((column) => column.key === ctx.path) ?? null}
            actions={actions}
          />
        ))}
        {others.some(matches) && <li aria-hidden="true" className="my-1 border-t border-hairline" />}
        {others.filter(matches).map((ctx) => (
          <ColumnLine key={ctx.path} ctx={ctx} column={null} actions={actions} />
        ))}
      </ul>
    </Popover>
  );
}

interface ColumnLineProps {
  ctx: FieldContext;
  /** Null while it is not shown. */
  column: ColumnState | null;
  actions: ColumnActions;
}

function ColumnLine({ ctx, column, actions }: ColumnLineProps) {
  const t = useT();
  const { path, label } = ctx;
  const fixed = path === TITLE;
  const id = `column-${path}`;
  return (
    <li className="group flex h-7 items-center gap-2 rounded-tag px-2 hover:bg-hover pointer-coarse:h-11 dark:hover:bg-raised-2">
      <Checkbox
        id={id}
        checked={column !== null}
        disabled={fixed}
        onCheckedChange={(on) => (on === true ? actions.show(path) : actions.hide(path))}
      />
      <label htmlFor={id} className="min-w-0 flex-1 truncate">
        {label}
      </label>
      {column !== null && !fixed && (
        <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <IconButton
            size="sm"
            tooltip={false}
            label={t('records.column.up', { field: label })}
            icon={<ArrowUp size={14} strokeWidth={2} />}
            onClick={() => actions.move(path, -1)}
          />
          <IconButton
            size="sm"
            tooltip={false}
            label={t('records.column.down', { field: label })}
            icon={<ArrowDown size={14} strokeWidth={2} />}
            onClick={() => actions.move(path, 1)}
          />
          <IconButton
            size="sm"
            tooltip={false}
            aria-pressed={column.pinned ?? false}
            label={t('records.column.pin_field', { field: label })}
            icon={<Pin size={14} strokeWidth={2} />}
            onClick={() => actions.pin(path, !column.pinned)}
          />
        </span>
      )}
    </li>
  );
}
