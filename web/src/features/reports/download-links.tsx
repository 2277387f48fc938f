import { FileDown, FileSpreadsheet, FileText, Printer } from 'lucide-react';
import { useT } from '@/i18n/t';
import { DownloadLink } from '@/records/download-link';
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
        <DownloadLink href={fileUrl(definition, 'pdf')}>
          <FileDown size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t('reports.pdf')}</span>
        </DownloadLink>
      </Button>
      <Button asChild size="sm" variant="ghost" className={look}>
        <DownloadLink href={fileUrl(definition, 'csv')}>
          <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t('reports.csv')}</span>
        </DownloadLink>
      </Button>
      <Button asChild size="sm" variant="ghost" className={look}>
        <DownloadLink href={fileUrl(definition, 'xlsx')}>
          <FileSpreadsheet size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t('reports.xlsx')}</span>
        </DownloadLink>
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
