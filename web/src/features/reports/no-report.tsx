import { Link } from '@tanstack/react-router';
import { FileQuestion } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { TopBar } from '@/ui/top-bar';
import { ReportCrumb } from './report-crumb';

/** There is no such report, or none that this person may see. */
export function NoReport() {
  const t = useT();
  const title = t('error.not_found.title');
  return (
    <>
      <TopBar title={title} crumb={<ReportCrumb title={title} />} />
      <div role="alert" className="flex-1 overflow-y-auto">
        <EmptyState
          icon={<FileQuestion />}
          title={title}
          description={t('reports.missing')}
          actions={
            <Button asChild variant="primary">
              <Link to="/reports">{t('reports.all')}</Link>
            </Button>
          }
        />
      </div>
    </>
  );
}
