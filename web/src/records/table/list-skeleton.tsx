import { useT } from '@/i18n/t';
import type { GridColumn } from './grid-column';
import { gridTemplate, totalWidth } from './grid-column';
import { SkeletonRow } from './skeleton-row';
import { ROW_HEIGHT } from './use-grid-scroll';

const ROWS = 14;

/** The first load: the head as it will be, and rows in grey. It appears only when the wait is felt. */
export function ListSkeleton({ columns }: { columns: readonly GridColumn[] }) {
  const t = useT();
  return (
    <div
      className="min-h-0 flex-1 overflow-hidden border-t border-line"
      role="status"
      aria-label={t('common.loading')}
    >
      <div style={{ ['--cols' as string]: gridTemplate(columns), minWidth: totalWidth(columns) }}>
        <div aria-hidden="true" className="grid h-9 grid-cols-(--cols) items-center border-b border-line">
          <span />
          {columns.map((column) => (
            <span key={column.key} className="truncate px-2.5 text-12 font-medium text-ink-2">
              {column.ctx.label}
            </span>
          ))}
        </div>
        <div
          className="relative animate-[fade-in_80ms_linear_150ms_both]"
          style={{ height: ROWS * ROW_HEIGHT }}
        >
          {Array.from({ length: ROWS }, (_, index) => (
            <SkeletonRow key={index} index={index} columns={columns} start={index * ROW_HEIGHT} />
          ))}
        </div>
      </div>
    </div>
  );
}
