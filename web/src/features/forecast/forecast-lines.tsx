import type { ReactNode } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useDirectory } from '@/records/fields/use-field-contexts';
import type { Condition } from '@/records/model/filter-tree';
import type { ListState } from '@/records/table/use-list-state';
import { FigureCell } from './figure-cell';
import {
  columns,
  measured,
  noFigures,
  within,
  type Column,
  type Figures,
  type PeriodForecast,
  type Share,
} from './forecast-data';
import type { By, Period } from './forecast-periods';
import { periodName } from './period-name';
import { QuotaCell } from './quota-cell';
import type { QuotaControl } from './quota-control';
import { quotaOf } from './quotas';

export interface LineCell {
  column: string;
  label: string;
  cell: ReactNode;
}

export interface ShareLine {
  owner: string | null;
  title: string;
  cells: LineCell[];
}

export interface PeriodLine {
  period: PeriodForecast;
  name: string;
  cells: LineCell[];
  shares: ShareLine[];
}

interface Lines {
  periods: readonly PeriodForecast[];
  by: By;
  list: ListState;
  quotas: QuotaControl | null;
}

const shown = ['expected', ...columns] as const;

/** What stands in each line of the forecast: of a period, and below it of each owner. */
export function useForecastLines({ periods, by, list, quotas }: Lines): PeriodLine[] {
  const t = useT();
  const format = useFormat();
  const directory = useDirectory();

  const cells = (period: Period, figures: Figures, owner: Condition[], who: string): LineCell[] =>
    shown.map((column) => ({
      column,
      label: t(`forecast.${column}`),
      cell: (
        <FigureCell
          figure={figures[column]}
          strong={column === 'expected'}
          conditions={column === 'expected' ? null : [...behind(column, period), ...owner]}
          list={list}
          label={t('forecast.cell', {
            column: t(`forecast.${column}`),
            who,
            amount: format.moneySum(figures[column].amount, false),
          })}
        />
      ),
    }));
  const quotaCell = (
    period: Period,
    { won }: Figures,
    owners: readonly (string | null)[],
    who: string | null,
  ): LineCell[] => {
    if (!quotas) return [];
    const people = new Set(owners.filter((owner) => owner !== null));
    const [owner] = people;
    const of = who !== null && owner !== undefined ? { owner, month: period.first, who } : null;
    const quota = quotaOf(quotas.quotas, period, people);
    const cell = <QuotaCell quota={quota} won={won.amount} control={quotas} of={of} />;
    return [{ column: 'quota', label: t('forecast.quota'), cell }];
  };

  return periods.map((period) => {
    const name = periodName(period, by, format);
    const shares = quotas ? withQuotas(period, quotas) : period.shares;
    const owners = shares.map(({ owner }) => owner);
    return {
      period,
      name,
      cells: [...quotaCell(period, period.total, owners, null), ...cells(period, period.total, [], name)],
      shares: shares.map(({ owner, figures }): ShareLine => {
        const person = owner === null ? null : directory.find('user', owner);
        const title = person?.title ?? t('forecast.nobody');
        const condition: Condition =
          owner === null ? { field: 'owner_id', op: 'empty' } : { field: 'owner_id', op: 'eq', value: owner };
        const who = `${title}, ${name}`;
        return {
          owner,
          title,
          cells: [...quotaCell(period, figures, [owner], who), ...cells(period, figures, [condition], who)],
        };
      }),
    };
  });
}

/** Also those who have a quota and no deal yet. */
function withQuotas(period: PeriodForecast, { quotas, everybody }: QuotaControl): Share[] {
  if (!everybody) return period.shares;
  const known = new Set(period.shares.map(({ owner }) => owner));
  const others = quotas
    .filter(({ month }) => typeof month === 'string' && month >= period.first && month <= period.last)
    .map(({ owner_id: owner }) => owner)
    .filter((owner): owner is string => typeof owner === 'string' && !known.has(owner));
  return [...period.shares, ...[...new Set(others)].map((owner) => ({ owner, figures: noFigures() }))];
}

function behind(column: Column, period: Period): Condition[] {
  const { where, date } = measured[column];
  return [...where, ...within(date, period)];
}
