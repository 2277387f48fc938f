import { useKind, useMe } from '@/api/bootstrap';
import { may } from '@/records/model/permissions';
import type { KindMeta } from '@/api/types';
import { ForecastTable } from './forecast-table';
import type { PeriodForecast } from './forecast-data';
import type { By } from './forecast-periods';
import type { ListQuery } from '@/records/model/list-params';
import type { ListState } from '@/records/table/use-list-state';
import { useQuotas } from './use-quotas';

interface ForecastBodyProps {
  periods: readonly PeriodForecast[];
  by: By;
  today: string;
  list: ListState;
  query: ListQuery;
  phone: boolean;
}

/** The forecast beside quotas, for those who may see quotas. */
export function ForecastBody(props: ForecastBodyProps) {
  const kind = useKind('quota');
  if (!kind || kind.rights.read === 'none') return <ForecastTable {...props} quotas={null} />;
  return <WithQuotas {...props} kind={kind} />;
}

function WithQuotas(props: ForecastBodyProps & { kind: KindMeta }) {
  const { kind, periods, by, query } = props;
  const me = useMe();
  const quotas = useQuotas(kind, periods);
  const control = {
    kind,
    quotas,
    editable: by === 'month' && may('create', kind, undefined, me),
    // A filtered forecast is about the deals that are left.
    everybody: query.filter === null && query.q === '',
  };
  return <ForecastTable {...props} quotas={control} />;
}
