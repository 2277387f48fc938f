import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn, LinkIcon } from 'lucide-react';
import { isProblem } from '@/api/problem-error';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import type { Definition } from './definition';
import { isEmpty } from './figures';
import type { ReportSearch } from './report-search';
import { ReportSheet } from './report-sheet';
import { ReportSkeleton } from './report-skeleton';
import { resultQuery } from './result-query';

interface ReportViewProps {
  title: string;
  definition: Definition;
  search: ReportSearch;
  onChange: (change: ReportSearch) => void;
  /** Back to what the report shows by itself. */
  onReset: () => void;
}

/** What a report says: its picture and its table, or why there is none. */
export function ReportView({ title, definition, search, onChange, onReset }: ReportViewProps) {
  const t = useT();
  const { data, error, refetch, isPlaceholderData } = useQuery(resultQuery(definition));
  if (error && isProblem(error) && error.status === 422) {
    return (
      <EmptyState
        icon={<LinkIcon />}
        title={t('reports.wrong.title')}
        description={error.errors[0]?.message ?? t('reports.wrong.text')}
        actions={
          <Button variant="primary" onClick={onReset}>
            {t('reports.wrong.reset')}
          </Button>
        }
      />
    );
  }
  if (error && (!data || isPlaceholderData)) {
    return <PanelError size="page" error={error} onRetry={() => void refetch()} />;
  }
  if (!data) return <ReportSkeleton />;
  if (isEmpty(data.rows) && !isPlaceholderData) {
    return (
      <EmptyState
        icon={<ChartNoAxesColumn />}
        title={t(data.range ? 'reports.empty.period' : 'reports.empty.none')}
        description={t(data.range ? 'reports.empty.period_text' : 'reports.empty.none_text')}
        actions={
          data.range &&
          definition.period !== 'last_12_months' && (
            <Button onClick={() => onChange({ period: 'last_12_months', from: undefined, to: undefined })}>
              {t('reports.empty.wider')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <ReportSheet
      title={title}
      definition={definition}
      result={data}
      stale={isPlaceholderData}
      search={search}
      onChange={onChange}
    />
  );
}
