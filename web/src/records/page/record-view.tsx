import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef } from 'react';
import { useKind } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useMedia } from '@/lib/use-media';
import { useCommandContext } from '@/lib/use-commands';
import { useEntity } from '../model/entities-context';
import type { ComposerHandle } from '../timeline/composer';
import type { EntryType } from '../timeline/composer-modes';
import { ContactButtons } from './contact-buttons';
import { RecordBar } from './record-bar';
import { RecordFacts } from './record-facts';
import { RecordHead } from './record-head';
import { RecordPanel } from './record-panel';
import { RecordTabs } from './record-tabs';
import { TrashBanner } from './trash-banner';

const FileCatcher = lazy(async () => ({ default: (await import('../files/file-catcher')).FileCatcher }));

interface RecordViewProps {
  kind: KindMeta;
  record: RecordRow;
}

/** The record's page once it is here. */
export function RecordView({ kind, record }: RecordViewProps) {
  const entity = useEntity(kind);
  const wide = useMedia('(min-width: 1024px)');
  const composer = useRef<ComposerHandle>(null);
  const navigate = useNavigate();
  const files = useKind('file');
  useCommandContext(record.title);
  const write = async (type: EntryType) => {
    if (composer.current?.write(type)) return;
    // A tab without a composer gives way to the timeline, and there is one.
    await navigate({
      to: '/$plural/$id',
      params: { plural: kind.plural, id: record.id },
      search: {},
      replace: true,
    });
    requestAnimationFrame(() => composer.current?.write(type));
  };
  const NoteAbove = entity?.slots?.banner;
  const Header = entity?.slots?.header;
  const Highlights = entity?.slots?.highlights;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {files &&
        files.rights.create !== 'none' &&
        !record.deleted_at &&
        kind.capabilities.includes('timeline') && (
          <Suspense>
            <FileCatcher kind={kind} record={record} />
          </Suspense>
        )}
      <RecordBar kind={kind} record={record} onWrite={(type) => void write(type)} />
      {NoteAbove && <NoteAbove kind={kind} record={record} />}
      {record.deleted_at && <TrashBanner kind={kind} record={record} />}
      <div className="grid min-h-0 flex-1 grid-cols-1 grid-rows-1 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-h-0 min-w-0 flex-col">
          <RecordTabs
            kind={kind}
            record={record}
            wide={wide}
            composer={composer}
            head={
              <div className="px-8 pt-5 max-md:px-4 max-md:pt-1">
                <RecordHead kind={kind} record={record} />
                {Highlights ? (
                  <Highlights kind={kind} record={record} />
                ) : (
                  <RecordFacts kind={kind} record={record} />
                )}
                {Header && <Header kind={kind} record={record} />}
                <ContactButtons kind={kind} record={record} />
              </div>
            }
          />
        </div>
        {wide && <RecordPanel kind={kind} record={record} />}
      </div>
    </div>
  );
}
