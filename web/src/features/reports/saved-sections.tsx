import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useBootstrap, useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { PanelError } from '@/records/page/panel-error';
import { Skeleton } from '@/ui/skeleton';
import { tooltipProps } from '@/ui/tooltip-props';
import { ReportLine } from './report-line';
import { ReportsSection } from './reports-section';
import { useSavedReports, type SavedReport } from './saved-report';
import { StarButton } from './star-button';

interface SavedSectionsProps {
  kind: KindMeta;
  matches: (...texts: string[]) => boolean;
  /** Words are being looked for. */
  filtered: boolean;
  /** Shown where none matches. */
  children: ReactNode;
}

/** The reports that people have kept: mine, then those of others; starred ones first in each. */
export function SavedSections({ kind, matches, filtered, children }: SavedSectionsProps) {
  const t = useT();
  const me = useMe();
  const { reports, error, refetch } = useSavedReports(kind);
  if (!reports && error) return <PanelError error={error} onRetry={() => void refetch()} />;
  if (!reports) {
    return (
      <div role="status" className="grid gap-3">
        <span className="sr-only">{t('common.loading')}</span>
        <Skeleton className="h-5 w-1/2" />
        <Skeleton className="h-5 w-2/3" />
      </div>
    );
  }
  const starred = ({ starredBy }: SavedReport) => starredBy.includes(me.id);
  const found = reports
    .filter(({ name, description }) => matches(name, description))
    .toSorted((a, b) => Number(starred(b)) - Number(starred(a)) || a.name.localeCompare(b.name));
  const mine = found.filter(({ ownerId }) => ownerId === me.id);
  const shared = found.filter(({ ownerId }) => ownerId !== me.id);
  if (found.length === 0 && filtered) return children;
  return (
    <>
      <ReportsSection title={t('reports.mine')}>
        {mine.map((report) => (
          <SavedLine key={report.id} kind={kind} report={report} />
        ))}
        {mine.length === 0 && (
          <li className="border-b border-hairline px-3 py-3 text-ink-2">
            {t(filtered ? 'reports.none_of_mine' : 'reports.none_saved')}
          </li>
        )}
      </ReportsSection>
      {shared.length > 0 && (
        <ReportsSection title={t('reports.shared')}>
          {shared.map((report) => (
            <SavedLine key={report.id} kind={kind} report={report} />
          ))}
        </ReportsSection>
      )}
    </>
  );
}

function SavedLine({ kind, report }: { kind: KindMeta; report: SavedReport }) {
  const t = useT();
  const me = useMe();
  const { users } = useBootstrap();
  const owner = users.find(({ id }) => id === report.ownerId);
  const words = [
    report.description,
    owner && owner.id !== me.id ? t('reports.by_owner', { name: owner.title }) : '',
  ];
  const schedule = report.schedule === 'none' ? null : t(`reports.schedule.${report.schedule}`);
  return (
    <ReportLine
      report={report.id}
      title={report.name}
      about={words.filter((text) => text !== '').join(' · ')}
      end={
        <>
          {schedule && (
            <span className="inline-flex text-ink-3" {...tooltipProps(t('reports.sent', { schedule }))}>
              <CalendarClock size={16} strokeWidth={1.75} aria-hidden="true" />
              <span className="sr-only">{t('reports.sent', { schedule })}</span>
            </span>
          )}
          <StarButton kind={kind} report={report} />
        </>
      }
    />
  );
}
