import { FileDown, FileSpreadsheet, FileText, Printer } from 'lucide-react';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import type { Definition } from './definition';
import { fileUrl } from './result-query';

const look = 'max-md:size-11 max-md:px-0 [&_span]:max-md:sr-only';

/** The report as files, and on paper. */
export function DownloadLinks({ definition }: { definition: Definition }) {
  const t = useT();
  return (
    <>
      <Button asChild size="sm" variant="ghost" className={look}>
        <a href={fileUrl(definition, 'pdf')} download>
          <FileDown size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t('reports.pdf')}</span>
        </a>
      </Button>
      <Button asChild size="sm" variant="ghost" className={look}>
        <a href={fileUrl(definition, 'csv')} download>
          <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t('reports.csv')}</span>
        </a>
      </Button>
      <Button asChild size="sm" variant="ghost" className={look}>
        <a href={fileUrl(definition, 'xlsx')} download>
          <FileSpreadsheet size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t('reports.xlsx')}</span>
        </a>
      </Button>
      <IconButton
        label={t('reports.print')}
        className="max-md:hidden"
        icon={<Printer size={16} strokeWidth={1.75} />}
        onClick={() => window.print()}
      />
    </>
  );
}
