import { Link } from '@tanstack/react-router';
import type { KindMeta, RecordRow } from '@/api/types';
import type { FilterGroup } from '@/records/model/filter-tree';
import { useRecordList } from '@/records/mutations/use-record-list';
import { PanelSection } from '@/records/page/panel-section';
import { Skeleton } from '@/ui/skeleton';

interface PanelListProps {
  kind: KindMeta;
  title: string;
  filter: FilterGroup;
  sort: string;
  detail: (row: RecordRow) => string;
  /** Where a row stays on this screen: what the address says then. */
  search?: (row: RecordRow) => { ticket: string };
  /** Nothing stands in for it while it is on its way, because mostly there is none. */
  quiet?: boolean;
}

const SHOWN = 5;
const line =
  'focus-inset flex min-h-8 items-center gap-3 px-5 py-1 hover:bg-row-hover max-md:px-4 pointer-coarse:min-h-11';

/** The newest few records of a kind that hang on the customer. Without any there is no section. */
export function PanelList({ kind, title, filter, sort, detail, search, quiet = false }: PanelListProps) {
  const { rows, isPending, hasNextPage } = useRecordList(kind, { filter, sort, q: '' });
  if (isPending) return quiet ? null : <Skeleton className="mx-5 my-3 h-12" />;
  if (rows.length === 0) return null;
  const count = hasNextPage ? `${rows.length}+` : String(rows.length);
  return (
    <PanelSection title={title} count={count}>
      <ul>
        {rows.slice(0, SHOWN).map((row) => {
          const content = (
            <>
              <span className="min-w-0 flex-1 truncate">{row.title}</span>
              <span className="shrink-0 text-12 text-ink-3 tabular-nums">{detail(row)}</span>
            </>
          );
          return (
            <li key={row.id}>
              {search ? (
                <Link to="/inbox" search={search(row)} className={line}>
                  {content}
                </Link>
              ) : (
                <Link to="/$plural/$id" params={{ plural: kind.plural, id: row.id }} className={line}>
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </PanelSection>
  );
}
