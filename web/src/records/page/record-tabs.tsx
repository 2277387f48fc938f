import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode, type RefObject } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { useIsMobile } from '@/lib/use-is-mobile';
import { Skeleton } from '@/ui/skeleton';
import { Tabs, type TabItem } from '@/ui/tabs';
import { useEntity } from '../model/entities-context';
import { Composer, type ComposerHandle } from '../timeline/composer';
import type { EntryType } from '../timeline/composer-modes';
import { Timeline } from '../timeline/timeline';
import { TimelineFilter } from '../timeline/timeline-filter';
import type { TimelineType } from '../timeline/timeline-query';
import { RecordDetails } from './record-details';
import { readRecordSearch } from './record-search';
import { countOf, relatedSets } from './related-kinds';
import { relatedLabel } from './related-label';
import { relatedQuery } from './related-query';
import { RelatedTab } from './related-tab';

interface RecordTabsProps {
  kind: KindMeta;
  record: RecordRow;
  /** Wide screens show the details beside the tabs; others have them as the first tab. */
  wide: boolean;
  /** What stands above the tabs and scrolls with them. */
  head: ReactNode;
  composer: RefObject<ComposerHandle | null>;
}

const FilesTab = lazy(async () => ({ default: (await import('../files/files-tab')).FilesTab }));

/** Tabs of the timeline that show one type of entry alone. */
const SINGLE = { notes: 'note', tasks: 'task', interactions: 'interaction' } as const satisfies Record<
  string,
  EntryType
>;

/** What happened with the record and what belongs to it. */
export function RecordTabs({ kind, record, wide, head, composer }: RecordTabsProps) {
  const t = useT();
  const format = useFormat();
  const phone = useIsMobile();
  const bootstrap = useBootstrap();
  const entity = useEntity(kind);
  const navigate = useNavigate();
  const search = readRecordSearch(useSearch({ strict: false }));
  const groups = useQuery(relatedQuery(kind.plural, record.id)).data ?? [];
  const [types, setTypes] = useState<TimelineType[]>([]);

  const counted = (count: number | undefined) => (count ? format.number(count) : undefined);
  const sets = relatedSets(bootstrap, kind, groups);
  const filled = sets.filter((set) => set.count > 0);
  const slots = entity?.slots?.tabs ?? [];
  const hasTimeline = kind.capabilities.includes('timeline');
  const items: TabItem<string>[] = [];
  if (!wide || (!hasTimeline && filled.length === 0 && slots.length === 0)) {
    items.push({ value: 'details', label: t('page.details') });
  }
  if (hasTimeline) {
    items.push({ value: 'timeline', label: t('page.tab.timeline') });
    for (const [value, type] of Object.entries(SINGLE)) {
      const label = t(`page.tab.${value as keyof typeof SINGLE}`);
      const known = bootstrap.kinds.some((other) => other.key === type);
      if (known) items.push({ value, label, count: counted(countOf(groups, type)) });
    }
    if (bootstrap.kinds.some((other) => other.key === 'file')) {
      items.push({ value: 'files', label: t('page.tab.files'), count: counted(countOf(groups, 'file')) });
    }
  }
  for (const { id: value, label, counts, optional } of slots) {
    const count = counts === undefined ? undefined : counted(countOf(groups, counts));
    if (count !== undefined || !optional) items.push({ value, label: t(label), count });
  }
  for (const set of filled) {
    items.push({ value: tabOf(set), label: relatedLabel(set, sets), count: counted(set.count) });
  }

  const fallback = hasTimeline ? 'timeline' : (items[0]?.value ?? 'details');
  const tab = items.some(({ value }) => value === search.tab) ? (search.tab ?? fallback) : fallback;
  const choose = (value: string) =>
    void navigate({
      to: '/$plural/$id',
      params: { plural: kind.plural, id: record.id },
      search: value === fallback ? {} : { tab: value },
      replace: true,
    });
  const single = tab in SINGLE ? SINGLE[tab as keyof typeof SINGLE] : undefined;
  const onTimeline = tab === 'timeline' || single !== undefined;
  const writing = onTimeline && !record.deleted_at;
  const Slot = tab === 'files' ? FilesTab : slots.find(({ id }) => id === tab)?.Panel;
  const related = filled.find((set) => tabOf(set) === tab);
  const write = (
    <Composer
      key={single ?? 'all'}
      ref={composer}
      kind={kind}
      record={record}
      only={single}
      look={phone ? 'docked' : 'card'}
    />
  );
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {head}
        <Tabs
          label={t('page.tabs')}
          value={tab}
          items={items}
          onValueChange={choose}
          listClassName="sticky top-0 z-10 mt-3 bg-surface px-6 max-md:h-11 max-md:px-2"
          end={tab === 'timeline' && <TimelineFilter types={types} onChange={setTypes} />}
        >
          {tab === 'details' && (
            <div className="py-1">
              <RecordDetails kind={kind} record={record} />
            </div>
          )}
          {onTimeline && (
            <div className="max-w-[884px] px-8 pt-4 max-md:px-4 max-md:pt-0">
              {writing && !phone && write}
              <Timeline kind={kind} record={record} types={single ? [single] : types} />
            </div>
          )}
          {Slot && (
            <Suspense fallback={<Skeleton className="mx-8 mt-4 h-32 max-md:mx-4" />}>
              <Slot kind={kind} record={record} />
            </Suspense>
          )}
          {related && <RelatedTab key={tab} set={related} record={record} />}
        </Tabs>
      </div>
      {writing && phone && write}
    </>
  );
}

/** Several fields of one kind may point here, so the field is part of the name. */
function tabOf({ kind, field }: { kind: KindMeta; field: { key: string } }): string {
  return `${kind.plural}.${field.key}`;
}
