import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { Aggregate, KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useDebounced } from '@/lib/use-debounced';
import { useFieldContexts } from '@/records/fields/use-field-contexts';
import { operatorsOf } from '@/records/filters/condition-draft';
import { GroupEditor } from '@/records/filters/group-editor';
import { simplify, type FilterGroup } from '@/records/model/filter-tree';

interface RuleConditionProps {
  kind: KindMeta;
  condition: FilterGroup;
  onChange: (condition: FilterGroup) => void;
  error: string | undefined;
}

/** What follows from the score cannot be a reason of it; the server refuses these. */
const circular = new Set(['score', 'temperature', 'score_source', 'updated_at']);
const PAUSE = 400;

/** For which leads a rule holds, and how many of those that are here that is. */
export function RuleCondition({ kind, condition, onChange, error }: RuleConditionProps) {
  const t = useT();
  const contexts = useFieldContexts(kind);
  const filterable = useMemo(
    () =>
      [...contexts.values()].filter(
        (ctx) => ctx.field.filterable && !circular.has(ctx.path) && operatorsOf(ctx).length > 0,
      ),
    [contexts],
  );
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium">{t('score.rules.condition')}</legend>
      <GroupEditor
        root={condition}
        group={condition}
        path={[]}
        onChange={onChange}
        contexts={contexts}
        filterable={filterable}
      />
      {error && (
        <p role="alert" className="text-12 text-danger">
          {error}
        </p>
      )}
      <Holds kind={kind} condition={condition} />
    </fieldset>
  );
}

function Holds({ kind, condition }: Pick<RuleConditionProps, 'kind' | 'condition'>) {
  const t = useT();
  const format = useFormat();
  const filter = useDebounced(simplify(condition), PAUSE);
  const count = (query: object, enabled: boolean) => ({
    queryKey: keys.aggregate(kind.plural, query),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get<Aggregate>(`/${kind.plural}/aggregate`, { query: { ...query }, signal }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    enabled,
  });
  const all = useQuery(count({ measure: 'count' }, true)).data?.data[0]?.count;
  const held = useQuery(count({ measure: 'count', filter: JSON.stringify(filter) }, filter !== null));
  const here = filter === null || held.error ? undefined : held.data?.data[0]?.count;
  if (all === undefined || here === undefined) return <p className="min-h-4.5" />;
  return (
    <p role="status" className="min-h-4.5 text-12 text-ink-2">
      {t('score.rules.holds', { count: here, held: format.number(here), all: format.number(all) })}
    </p>
  );
}
