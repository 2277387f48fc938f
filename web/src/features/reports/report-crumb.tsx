import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useT } from '@/i18n/t';

/** Where this is: under the reports. */
export function ReportCrumb({ title }: { title: string }) {
  const t = useT();
  return (
    <nav aria-label={t('page.breadcrumb')} className="flex min-w-0 items-center gap-1.5 text-ink-2">
      <Link to="/reports" className="hover:text-ink print:hidden">
        {t('reports.title')}
      </Link>
      <ChevronRight
        size={12}
        strokeWidth={2.25}
        className="shrink-0 text-ink-3 rtl:-scale-x-100 print:hidden"
        aria-hidden="true"
      />
      <h1 className="truncate font-medium text-ink">{title}</h1>
    </nav>
  );
}
