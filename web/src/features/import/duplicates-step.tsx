import type { DuplicateRule } from '@/api/imports';
import type { KindMeta } from '@/api/types';
import { fieldLabel, kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { fieldPath } from '@/records/model/field-path';
import { Button } from '@/ui/button';
import { FormField } from '@/ui/form-field';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { useImportAddress } from './import-address';
import { matchFields } from './import-mapping';
import type { ImportSession } from './import-session';
import { useStartImport } from './use-start-import';

interface DuplicatesStepProps {
  kind: KindMeta;
  session: ImportSession;
  onChange: (session: ImportSession) => void;
}

const rules = ['skip', 'update', 'create'] as const satisfies readonly DuplicateRule[];

/** Says by which field a row is recognised, and what happens to a row whose record is here already. */
export function DuplicatesStep({ kind, session, onChange }: DuplicatesStepProps) {
  const t = useT();
  const { go } = useImportAddress(kind.plural);
  const start = useStartImport(session);
  const fields = matchFields(session.mapping, kind);
  const kinds = kindWord(kind);
  const mayUpdate = kind.rights.update !== 'none';
  const check = () =>
    start.mutate(true, { onSuccess: (job) => go({ file: session.upload.id, check: job.id }) });

  return (
    <section aria-label={t('import.step.duplicates')}>
      <h2 className="text-16 font-semibold">{t('import.duplicates.title')}</h2>
      <p className="mt-1 max-w-[560px] text-ink-2">{t('import.duplicates.lede', { kinds })}</p>
      {fields.length === 0 ? (
        <p className="mt-5 text-ink-2">{t('import.duplicates.no_field')}</p>
      ) : (
        <div className="mt-5 grid max-w-[420px] gap-6">
          <FormField label={t('import.duplicates.match_on')} hint={t('import.duplicates.match_hint')}>
            {(control) => (
              <Select
                {...control}
                value={session.matchOn ?? undefined}
                options={fields.map((field) => ({ value: fieldPath(field), label: fieldLabel(kind, field) }))}
                onValueChange={(matchOn) => onChange({ ...session, matchOn })}
              />
            )}
          </FormField>
          <div className="grid gap-2.5">
            <p className="font-medium">{t('import.duplicates.rule')}</p>
            <RadioGroup
              label={t('import.duplicates.rule')}
              value={session.duplicates}
              options={rules.map((rule) => ({
                value: rule,
                label: t(`import.duplicates.${rule}`),
                hint: t(`import.duplicates.${rule}_hint`),
                disabled: rule === 'update' && !mayUpdate,
              }))}
              onValueChange={(duplicates) => onChange({ ...session, duplicates })}
            />
          </div>
        </div>
      )}
      {start.trouble && (
        <p role="alert" className="mt-4 text-danger">
          {start.trouble}
        </p>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <Button onClick={() => go({ file: session.upload.id, step: 'columns' })}>{t('common.back')}</Button>
        <Button variant="primary" loading={start.isPending} onClick={check}>
          {t('import.check.start')}
        </Button>
      </div>
    </section>
  );
}
