import { useBootstrap } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { fieldsByPath, labelOf } from '@/records/model/kind-fields';
import { Select } from '@/ui/select';
import type { CannedReport } from './canned';
import { readGroup } from './measures';

interface BySelectProps {
  report: CannedReport;
  value: string | undefined;
  onChange: (by: string | undefined) => void;
}

/** What the rows of a report that comes with Kith are grouped by. */
export function BySelect({ report, value, onChange }: BySelectProps) {
  const t = useT();
  const { kinds } = useBootstrap();
  const kind = kinds.find(({ key }) => key === report.kind);
  const [usual] = report.by;
  if (!kind || usual === undefined) return null;
  const label = (by: string) => {
    const { field, span } = readGroup(by);
    const meta = fieldsByPath(kind).get(field);
    return span ? t(`reports.by_span.${span}`) : meta ? labelOf(kind, meta) : field;
  };
  return (
    <div className="w-44">
      <Select
        size="sm"
        aria-label={t('reports.by')}
        value={value ?? usual}
        options={report.by.map((by) => ({ value: by, label: t('reports.by_is', { by: label(by) }) }))}
        onValueChange={(by) => onChange(by === usual ? undefined : by)}
      />
    </div>
  );
}
