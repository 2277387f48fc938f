import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { useMedia } from '@/lib/use-media';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { may } from '@/records/model/permissions';
import { RecordHead } from '@/records/page/record-head';
import { SegmentedControl } from '@/ui/segmented-control';
import { FormFigures } from './form-figures';
import { FormPreview } from './form-preview';
import { FormSettings } from './form-settings';
import { QuestionList } from './question-list';
import { SharePanel } from './share-panel';
import { targetOf } from './questions';
import { useQuestions } from './use-questions';

/** Questions and settings, and beside them the page as strangers will see it. */
export function FormBuilder({ kind, record }: RecordSlotProps) {
  const t = useT();
  const me = useMe();
  const wide = useMedia('(min-width: 1024px)');
  const [side, setSide] = useState<'edit' | 'preview'>('edit');
  const questions = useQuestions(kind, record);
  const editable = may('update', kind, record, me) && !record.deleted_at;
  const edit = (
    <div className="min-h-0 overflow-y-auto pb-8">
      <div className="grid gap-4 px-5 pt-5 max-md:px-4">
        <RecordHead kind={kind} record={record} />
        <FormFigures form={record} />
        <SharePanel form={record} />
      </div>
      <QuestionList questions={questions} editable={editable} target={targetOf(record)} />
      <FormSettings kind={kind} record={record} />
    </div>
  );
  const preview = <FormPreview record={record} questions={questions.questions} />;
  if (wide) {
    return (
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(380px,460px)_minmax(0,1fr)] grid-rows-1">
        {edit}
        {preview}
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 justify-center border-b border-line py-2">
        <SegmentedControl
          label={t('webform.side')}
          value={side}
          segments={[
            { value: 'edit', label: t('webform.edit') },
            { value: 'preview', label: t('webform.preview') },
          ]}
          onValueChange={setSide}
        />
      </div>
      {side === 'edit' ? edit : preview}
    </div>
  );
}
