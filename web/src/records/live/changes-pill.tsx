import type { KindMeta } from '@/api/types';
import { keys } from '@/api/keys';
import { useT } from '@/i18n/t';
import type { ListQuery } from '../model/list-params';
import { useLive } from './live-store';
import { listName } from './wishes';

interface ChangesPillProps {
  kind: KindMeta;
  query: ListQuery;
  onUpdate: () => void;
}

/** Says that others' changes would move the rows, and moves them when it is asked to. */
export function ChangesPill({ kind, query, onUpdate }: ChangesPillProps) {
  const t = useT();
  const name = listName(keys.list(kind.plural, query));
  const count = useLive(({ waiting }) => waiting[name]?.size ?? 0);
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
      {count > 0 && (
        <button
          type="button"
          onClick={onUpdate}
          className="pointer-events-auto inline-flex h-7 animate-fade-in items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 text-12 font-medium text-ink shadow-pop hover:bg-hover max-md:h-11 max-md:px-4"
        >
          {t('records.live.changes', { count })}
          <span aria-hidden="true" className="text-ink-3">
            ·
          </span>
          <span className="text-link">{t('records.live.update')}</span>
        </button>
      )}
    </div>
  );
}
