import { useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { useDebounced } from '@/lib/use-debounced';
import { PanelError } from '@/records/page/panel-error';
import { SegmentedControl } from '@/ui/segmented-control';
import { Skeleton } from '@/ui/skeleton';
import { previewQuery } from './form-queries';
import { tidy, type Question } from './questions';

/** What the page is made of; the rest of the record would only ask for it again without need. */
const SHOWN = [
  'name',
  'purpose',
  'heading',
  'intro',
  'submit_label',
  'language',
  'accent',
  'consent_text',
  'consent_required',
  'ask_files',
  'after_submit',
  'message',
  'redirect_url',
];
const SETTLE_MS = 250;

/** The form's own page, as the server would show it. Nothing in it can be sent. */
export function FormPreview({ record, questions }: { record: RecordRow; questions: readonly Question[] }) {
  const t = useT();
  const [width, setWidth] = useState<'wide' | 'phone'>('wide');
  const [moment, setMoment] = useState<'before' | 'after'>('before');
  const shown = useMemo(
    () => ({
      ...Object.fromEntries(SHOWN.map((key) => [key, record[key] ?? null])),
      questions: tidy(questions),
    }),
    [record, questions],
  );
  const form = useDebounced(shown, SETTLE_MS);
  const { data, error, refetch } = useQuery(previewQuery(form, moment === 'after'));
  return (
    <section
      aria-label={t('webform.preview')}
      className="flex min-h-0 flex-1 flex-col border-line bg-sunken lg:border-l"
    >
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 py-2">
        <SegmentedControl
          label={t('webform.moment')}
          value={moment}
          segments={[
            { value: 'before', label: t('webform.before') },
            { value: 'after', label: t('webform.after') },
          ]}
          onValueChange={setMoment}
        />
        <span className="max-md:hidden">
          <SegmentedControl
            label={t('webform.width')}
            iconsOnly
            value={width}
            segments={[
              { value: 'wide', label: t('webform.wide'), icon: <Monitor size={14} strokeWidth={2} /> },
              { value: 'phone', label: t('webform.phone'), icon: <Smartphone size={14} strokeWidth={2} /> },
            ]}
            onValueChange={setWidth}
          />
        </span>
      </div>
      <div className="flex min-h-0 flex-1 justify-center px-4 pb-4 max-md:px-0 max-md:pb-0">
        {data !== undefined ? (
          <iframe
            title={t('webform.preview')}
            sandbox=""
            srcDoc={data}
            className={cn(
              'h-full w-full rounded-card border border-line bg-canvas max-md:rounded-none max-md:border-x-0',
              width === 'phone' && 'max-w-[390px]',
            )}
          />
        ) : error ? (
          <PanelError error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-full w-full rounded-card" />
        )}
      </div>
    </section>
  );
}
