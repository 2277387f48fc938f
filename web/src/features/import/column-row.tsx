import { ArrowRight } from 'lucide-react';
import { useId } from 'react';
import type { ImportColumn } from '@/api/imports';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { Combobox } from '@/ui/combobox';
import type { Mapping } from './import-mapping';
import { importTargets } from './import-targets';

interface ColumnRowProps {
  column: ImportColumn;
  kind: KindMeta;
  mapping: Mapping;
  onChoose: (field: string | null) => void;
}

/** One column of the file: its name, what is in it, and the field it fills. */
export function ColumnRow({ column, kind, mapping, onChoose }: ColumnRowProps) {
  const t = useT();
  const id = useId();
  const chosen = mapping[column.index];
  const options = importTargets(kind).map(({ path, label }) => {
    const taken = path !== chosen && Object.values(mapping).includes(path);
    return { value: path, label, detail: taken ? t('import.columns.taken') : undefined };
  });
  const samples = column.samples.filter((sample) => sample.trim() !== '');
  const name = column.header.trim() || t('import.columns.unnamed', { number: column.index + 1 });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_16px_280px] items-center gap-3 border-b border-hairline py-2.5 max-md:grid-cols-1 max-md:gap-2">
      <div className="min-w-0">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-12 text-ink-3">
          {samples.length > 0 ? samples.slice(0, 3).join(' · ') : t('import.columns.no_samples')}
        </p>
      </div>
      <ArrowRight
        size={16}
        strokeWidth={1.75}
        className="text-ink-3 max-md:hidden rtl:-scale-x-100"
        aria-hidden="true"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="sr-only">
          {t('import.columns.choose', { column: name })}
        </label>
        <Combobox
          id={id}
          label={t('import.columns.choose', { column: name })}
          size="md"
          selected={options.filter((option) => option.value === chosen)}
          options={options}
          onChange={([option]) => onChoose(option?.value ?? null)}
          placeholder={t('import.columns.skip')}
          searchPlaceholder={t('import.columns.search')}
          emptyLabel={t('import.columns.none')}
          clearLabel={t('import.columns.skip')}
        />
      </div>
    </li>
  );
}
