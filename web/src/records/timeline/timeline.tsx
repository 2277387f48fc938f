import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useMemo } from 'react';
import type { KindMeta, RecordRow, TimelineRecordEntry } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { EmptyState } from '@/ui/empty-state';
import { PanelError } from '../page/panel-error';
import { useFieldContexts, useDirectory } from '../fields/use-field-contexts';
import { fieldPath, readIncluded } from '../model/field-path';
import { DayHead } from './day-head';
import { LoadMore } from './load-more';
import { NoteEntry } from './note-entry';
import { foldEntries, groupByDay } from './timeline-items';
import { TimelineLine } from './timeline-line';
import { pinnedNotesQuery, timelineQuery, type TimelineType } from './timeline-query';
import { TimelineSkeleton } from './timeline-skeleton';

interface TimelineProps {
  kind: KindMeta;
  record: RecordRow;
  /** Nothing means everything. */
  types?: readonly TimelineType[];
}

const ALL: readonly TimelineType[] = [];

/** What happened with a record, by day, the newest first; pinned notes stand above all of it. */
export function Timeline({ kind, record, types = ALL }: TimelineProps) {
  const t = useT();
  const format = useFormat();
  const directory = useDirectory();
  const contexts = useFieldContexts(kind);
  const of = useMemo(
    () => ({ plural: kind.plural, id: record.id, names: namesOf(kind, record) }),
    [kind, record],
  );
  const query = useInfiniteQuery(timelineQuery(kind.plural, record.id, types));
  const withNotes = types.length === 0 || types.includes('note');
  const pinned = useQuery({ ...pinnedNotesQuery(kind.key, kind.plural, record.id), enabled: withNotes }).data;

  const days = useMemo(() => {
    const onTop = new Set(withNotes ? pinned?.map((note) => note.id) : []);
    const entries = query.data?.pages.flatMap((page) => page.data) ?? [];
    const below = entries.filter((entry) => entry.type !== 'note' || !onTop.has(entry.record.id));
    return groupByDay(foldEntries(below, kind), format.timeZone);
  }, [query.data, pinned, withNotes, kind, format.timeZone]);
  const top = useMemo((): TimelineRecordEntry[] => {
    if (!withNotes) return [];
    return (pinned ?? []).map((note) => {
      const author = directory.find('user', note.created_by);
      return {
        id: note.id,
        type: 'note',
        at: note.created_at,
        actor: author ? { id: author.id, title: author.title } : null,
        record: note,
        pinned: true,
      };
    });
  }, [pinned, withNotes, directory]);

  if (query.isPending) return <TimelineSkeleton />;
  if (!query.data) return <PanelError error={query.error} onRetry={() => void query.refetch()} />;
  if (days.length === 0 && top.length === 0 && !query.hasNextPage) {
    return (
      <EmptyState
        icon={<History />}
        title={t('timeline.empty')}
        description={t(types.length === 1 ? `timeline.empty.${types[0] ?? 'note'}` : 'timeline.empty_text')}
      />
    );
  }
  return (
    <div className="pb-6">
      {top.length > 0 && (
        <section aria-label={t('timeline.pinned')}>
          <h2 className="pt-[18px] pb-1.5 text-12 font-medium text-ink-3">{t('timeline.pinned')}</h2>
          <ol>
            {top.map((entry, index) => (
              <NoteEntry key={entry.id} entry={entry} of={of} last={index === top.length - 1} dated />
            ))}
          </ol>
        </section>
      )}
      {days.map(({ day, items }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <DayHead day={day} id={`day-${day}`} />
          <ol>
            {items.map((item, index) => (
              <TimelineLine
                key={item.id}
                item={item}
                kind={kind}
                contexts={contexts}
                of={of}
                last={index === items.length - 1}
              />
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <LoadMore
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      )}
    </div>
  );
}

/** Entries name people by id only; those that the record itself names need no asking. */
function namesOf(kind: KindMeta, record: RecordRow): ReadonlyMap<string, string> {
  const names = new Map([[record.id, record.title]]);
  for (const field of kind.fields) {
    const included = field.type === 'reference' ? readIncluded(record, fieldPath(field)) : null;
    if (included) names.set(included.id, included.title);
  }
  return names;
}
