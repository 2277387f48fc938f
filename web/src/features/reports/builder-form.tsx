import { useId, type ReactNode } from 'react';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { FormField } from '@/ui/form-field';
import { KindIcon } from '@/ui/kind-icon';
import { Select } from '@/ui/select';
import { BuilderFilters } from './builder-filters';
import { BuilderGroups } from './builder-groups';
import { BuilderMeasures } from './builder-measures';
import { charts, type ChartKind } from './canned';
import type { Definition } from './definition';
import type { ReportSearch } from './report-search';

interface BuilderFormProps {
  kinds: readonly KindMeta[];
  kind: KindMeta;
  definition: Definition;
  onKind: (kind: KindMeta) => void;
  onChange: (change: ReportSearch) => void;
}

/** Which records, what is measured of them, by what, which of them, and how it is drawn. */
export function BuilderForm({ kinds, kind, definition, onKind, onChange }: BuilderFormProps) {
  const t = useT();
  const groups = definition.groups ?? [];
  return (
    <div className="grid gap-5">
      <FormField label={t('reports.builder.records')}>
        {(control) => (
          <Select
            {...control}
            size="md"
            value={kind.plural}
            options={kinds.map((one) => ({
              value: one.plural,
              label: kindLabel(one),
              icon: <KindIcon name={one.icon} />,
            }))}
            onValueChange={(plural) => {
              const next = kinds.find((one) => one.plural === plural);
              if (next) onKind(next);
            }}
          />
        )}
      </FormField>
      <Part title={t('reports.builder.measures')}>
        <BuilderMeasures
          kind={kind}
          measures={definition.measures ?? ['count']}
          onChange={(measures) => onChange({ measures, draw: undefined, sort: undefined })}
        />
      </Part>
      <Part title={t('reports.builder.groups')}>
        <BuilderGroups
          kind={kind}
          groups={groups}
          onChange={(next) => onChange({ groups: next, sort: undefined })}
        />
      </Part>
      <Part title={t('reports.builder.filters')}>
        <BuilderFilters
          key={kind.plural}
          kind={kind}
          filter={definition.filter}
          onChange={(filter) => onChange({ filter })}
        />
      </Part>
      <FormField label={t('reports.builder.chart')}>
        {(control) => (
          <Select
            {...control}
            size="md"
            value={definition.chart ?? 'bar'}
            options={charts
              .filter((chart) => fits(chart, groups.length))
              .map((chart) => ({ value: chart, label: t(`reports.chart.${chart}`) }))}
            onValueChange={(chart) => onChange({ chart })}
          />
        )}
      </FormField>
    </div>
  );
}

/** Rings and funnels show one grouping, stacks two. */
function fits(chart: ChartKind, groups: number): boolean {
  if (chart === 'stacked') return groups > 1;
  return groups < 2 || (chart !== 'donut' && chart !== 'funnel');
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-1.5">
      <h2 id={id} className="font-medium">
        {title}
      </h2>
      {children}
    </section>
  );
}
