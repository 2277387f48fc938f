import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useDebounced } from '@/lib/use-debounced';
import { Button } from '@/ui/button';
import { Sheet } from '@/ui/sheet';
import type { FieldContext } from '../model/field-context';
import { EMPTY_FILTER, simplify, type FilterGroup } from '../model/filter-tree';
import { filterParams } from '../model/list-params';
import { GroupEditor } from './group-editor';

interface FilterSheetProps {
  kind: KindMeta;
  filter: FilterGroup;
  q: string;
  contexts: ReadonlyMap<string, FieldContext>;
  filterable: readonly FieldContext[];
  onApply: (filter: FilterGroup) => void;
  onClose: () => void;
}

const PAUSE = 400;

/** All conditions with their groups. Nothing applies until the button says how much would be left. */
export function FilterSheet({ kind, filter, q, contexts, filterable, onApply, onClose }: FilterSheetProps) {
  const t = useT();
  const [draft, setDraft] = useState(filter);
  const query = { ...filterParams({ filter: useDebounced(simplify(draft), PAUSE), q }), measure: 'count' };
  const { data } = useQuery({
    queryKey: keys.aggregate(kind.plural, query),
    queryFn: ({ signal }) => api.get<Aggregate>(`/${kind.plural}/aggregate`, { query, signal }),
    staleTime: 30_000,
  });
  const count = data?.data[0]?.count;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('records.filter.title')}
      closeLabel={t('common.close')}
      phoneHeight="full"
      keepOnOutsidePress
      footer={
        <>
          <Button variant="ghost" onClick={() => setDraft(EMPTY_FILTER)}>
            {t('records.filter.clear')}
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              const kept = simplify(draft);
              onApply(kept === null ? EMPTY_FILTER : 'and' in kept || 'or' in kept ? kept : { and: [kept] });
              onClose();
            }}
          >
            {count === undefined ? t('records.filter.apply') : t('records.filter.show', { count })}
          </Button>
        </>
      }
    >
      <GroupEditor
        root={draft}
        group={draft}
        path={[]}
        onChange={setDraft}
        contexts={contexts}
        filterable={filterable}
      />
    </Sheet>
  );
}
