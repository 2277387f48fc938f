import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useCommandContext } from '@/lib/use-commands';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { RecordBar } from '@/records/page/record-bar';
import { readRecordSearch } from '@/records/page/record-search';
import { TrashBanner } from '@/records/page/trash-banner';
import { Composer, type ComposerHandle } from '@/records/timeline/composer';
import type { EntryType } from '@/records/timeline/composer-modes';
import { Timeline } from '@/records/timeline/timeline';
import { Tabs } from '@/ui/tabs';
import { FormBuilder } from './form-builder';
import { formFiguresQuery } from './form-queries';
import { Submissions } from './submissions';

const TABS = ['build', 'submissions', 'history'] as const;
type Tab = (typeof TABS)[number];

/** A form: where it is built, what was sent with it, and what happened to it. */
export function FormView({ kind, record }: RecordSlotProps) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const composer = useRef<ComposerHandle>(null);
  const search = readRecordSearch(useSearch({ strict: false }));
  const figures = useQuery(formFiguresQuery(record.id)).data;
  useCommandContext(record.title);
  const tab = TABS.find((known) => known === search.tab) ?? 'build';
  const choose = (value: Tab) =>
    navigate({
      to: '/$plural/$id',
      params: { plural: kind.plural, id: record.id },
      search: value === 'build' ? {} : { tab: value },
      replace: true,
    });
  const write = async (type: EntryType) => {
    await choose('history');
    requestAnimationFrame(() => composer.current?.write(type));
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RecordBar kind={kind} record={record} onWrite={(type) => void write(type)} />
      {record.deleted_at && <TrashBanner kind={kind} record={record} />}
      <Tabs
        label={t('page.tabs')}
        value={tab}
        items={[
          { value: 'build', label: t('webform.tab.build') },
          {
            value: 'submissions',
            label: t('webform.tab.submissions'),
            count: figures?.submissions ? format.number(figures.submissions) : undefined,
          },
          { value: 'history', label: t('webform.tab.history') },
        ]}
        onValueChange={(value) => void choose(value)}
        listClassName="px-6 max-md:h-11 max-md:px-2"
        panelClassName="flex flex-col overflow-y-auto"
      >
        {tab === 'build' && <FormBuilder kind={kind} record={record} />}
        {tab === 'submissions' && <Submissions form={record} />}
        {tab === 'history' && (
          <div className="max-w-[884px] px-8 pt-4 max-md:px-4">
            {!record.deleted_at && <Composer ref={composer} kind={kind} record={record} look="card" />}
            <Timeline kind={kind} record={record} types={[]} />
          </div>
        )}
      </Tabs>
    </div>
  );
}
