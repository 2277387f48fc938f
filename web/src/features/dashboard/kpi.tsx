import { cn } from '@/lib/cn';
import type { FilterGroup } from '@/records/model/filter-tree';
import { ListLink } from '@/records/page/list-link';

interface KpiProps {
  label: string;
  value: string;
  kinds: string;
  filter?: FilterGroup;
  note?: string | null;
  /** The note tells of something late. */
  alarming?: boolean;
}

export function Kpi({ label, value, kinds, filter, note, alarming = false }: KpiProps) {
  return (
    <li className="bg-surface">
      <ListLink
        kinds={kinds}
        filter={filter}
        className="focus-inset block h-full py-3.5 pr-3 pl-5 hover:bg-row-hover max-md:px-4"
      >
        <span className="block truncate font-medium text-ink-2">{label}</span>
        <span className="mt-0.5 block text-24 font-semibold tabular-nums">{value}</span>
        {note && (
          <span
            className={cn(
              'mt-1 block truncate text-12 tabular-nums',
              alarming ? 'font-medium text-danger' : 'text-ink-3',
            )}
          >
            {note}
          </span>
        )}
      </ListLink>
    </li>
  );
}
