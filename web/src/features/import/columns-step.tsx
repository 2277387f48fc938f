import { TriangleAlert } from 'lucide-react';
import type { KindMeta } from '@/api/types';
import { fieldLabel, kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { ColumnRow } from './column-row';
import { useImportAddress } from './import-address';
import { missingFields, withColumn } from './import-mapping';
import type { ImportSession } from './import-session';

interface ColumnsStepProps {
  kind: KindMeta;
  session: ImportSession;
  onChange: (session: ImportSession) => void;
}

/** Says for every column of the file which field it fills. */
export function ColumnsStep({ kind, session, onChange }: ColumnsStepProps) {
  const t = useT();
  const format = useFormat();
  const { go } = useImportAddress(kind.plural);
  const { upload, mapping } = session;
  const missing = missingFields(mapping, kind);
  const used = Object.keys(mapping).length;
  return (
    <section aria-label={t('import.step.columns')}>
      <h2 className="text-16 font-semibold">{t('import.columns.title')}</h2>
      <p className="mt-1 text-ink-2">
        {t('import.columns.lede', {
          file: upload.file_name,
          rows: format.number(upload.rows_estimate),
          used,
          columns: upload.columns.length,
        })}
      </p>
      <ul className="mt-5 border-t border-line">
        <li
          aria-hidden="true"
          className="grid h-9 grid-cols-[minmax(0,1fr)_16px_280px] items-center gap-3 border-b border-line text-12 font-medium text-ink-2 max-md:hidden"
        >
          <span>{t('import.columns.in_file')}</span>
          <span />
          <span>{t('import.columns.in_kith', { kind: kindWord(kind, 'one') })}</span>
        </li>
        {upload.columns.map((column) => (
          <ColumnRow
            key={column.index}
            column={column}
            kind={kind}
            mapping={mapping}
            onChoose={(field) => onChange({ ...session, mapping: withColumn(mapping, column.index, field) })}
          />
        ))}
      </ul>
      {missing.length > 0 && (
        <p role="status" className="mt-4 flex items-start gap-1.5 text-warning">
          <TriangleAlert size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden="true" />
          {t('import.columns.missing', {
            fields: missing.map((field) => fieldLabel(kind, field)).join(', '),
          })}
        </p>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button onClick={() => go({})}>{t('import.columns.other_file')}</Button>
        <Button
          variant="primary"
          disabled={used === 0}
          onClick={() => go({ file: upload.id, step: 'duplicates' })}
        >
          {t('import.next')}
        </Button>
      </div>
    </section>
  );
}
