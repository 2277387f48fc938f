import { useMemo } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { kindLabel, lookup, optionLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { fieldsByPath, labelOf } from '@/records/model/kind-fields';
import { findCanned } from './canned';
import type { Definition } from './definition';
import { measureText } from './measures';
import type { Result, ResultRow } from './result-query';
import { spanTitle } from '@/i18n/span-words';

/** What the parts of a result are called in the reader's language. The server says it in English. */
export interface Words {
  column: (index: number) => string;
  grouping: (index: number) => string;
  title: (row: ResultRow, index: number) => string;
}

/** The kind whose fields a report's rows are grouped by. */
function kindOf(definition: Definition, kinds: readonly KindMeta[]): KindMeta | undefined {
  const canned = findCanned(definition.report);
  return kinds.find(({ key, plural }) => (canned ? key === canned.kind : plural === definition.kind));
}

export function useWords(definition: Definition, result: Result): Words {
  const t = useT();
  const { locale } = useFormat();
  const { kinds } = useBootstrap();
  return useMemo(() => {
    const kind = kindOf(definition, kinds);
    const fieldAt = (index: number) => kind && fieldsByPath(kind).get(result.groupings[index]?.key ?? '');
    const grouping = (index: number) => {
      const { key, label } = result.groupings[index] ?? { key: '', label: '' };
      if (definition.report === 'lead_funnel') return t('reports.grouping.reached');
      if (definition.report === 'campaign_roi') {
        const campaign = kinds.find(({ key }) => key === 'campaign');
        return campaign ? kindLabel(campaign, 'one') : label;
      }
      const field = fieldAt(index);
      return kind && field ? labelOf(kind, field) : label || key;
    };
    const column = (index: number) => {
      const { key, label } = result.columns[index] ?? { key: '', label: '' };
      if (definition.report !== 'custom') return lookup(`reports.column.${key}`, label);
      const measure = definition.measures?.[index] ?? 'count';
      return kind ? measureText(kind, measure, t) : label;
    };
    const title = (row: ResultRow, index: number) => {
      const group = row.groups[index];
      if (!group || group.value === null) return t('reports.not_set');
      if (group.from !== undefined && group.to !== undefined)
        return spanTitle(group.from, group.to, locale, t);
      if (typeof group.value === 'boolean') return t(group.value ? 'reports.yes' : 'reports.no');
      const field = fieldAt(index);
      const option = field?.options.find(({ value }) => value === group.value);
      return kind && field && option ? optionLabel(kind, field, option) : group.title;
    };
    return { column, grouping, title };
  }, [definition, result, kinds, locale, t]);
}
