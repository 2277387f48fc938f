import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Link2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { kindLabel, kindWord } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { KindIcon } from '@/ui/kind-icon';
import { TopBar } from '@/ui/top-bar';
import type { EntryType } from '../timeline/composer-modes';
import { AccessDialog } from './access-dialog';
import { RecordMenu } from './record-menu';
import { usePrimaryAction } from './use-primary-action';
import { useCopyLink } from './use-copy-link';
import { useNeighbours } from './use-neighbours';
import { useRecordCommands } from './use-record-commands';

const PresentPeople = lazy(async () => ({
  default: (await import('../live/present-people')).PresentPeople,
}));

interface RecordBarProps {
  kind: KindMeta;
  record: RecordRow;
  onWrite: (type: EntryType) => void;
}

/** The head of the page: where the record stands in its list, the way to its neighbours, and what can be done. */
export function RecordBar({ kind, record, onWrite }: RecordBarProps) {
  const t = useT();
  const format = useFormat();
  const [accessOpen, setAccessOpen] = useState(false);
  const { place, go } = useNeighbours(kind, record.id);
  const copyLink = useCopyLink();
  const primary = usePrimaryAction(kind, record);
  useRecordCommands({ kind, record, place, go, copyLink, onWrite, onAccess: () => setAccessOpen(true) });
  const position =
    place &&
    t(place.more ? 'page.position_more' : 'page.position', {
      position: format.number(place.position),
      total: format.number(place.total),
    });
  const backLabel = t('page.all_of', { kinds: kindWord(kind) });
  return (
    <>
      <TopBar
        title={record.title}
        icon={<KindIcon name={kind.icon} />}
        leading={
          <Link
            to="/$plural"
            params={{ plural: kind.plural }}
            aria-label={backLabel}
            className="-ml-3 grid size-11 place-items-center rounded-bar text-ink-2 md:hidden"
          >
            <ChevronLeft size={20} strokeWidth={1.75} className="rtl:-scale-x-100" aria-hidden="true" />
          </Link>
        }
        crumb={
          <nav aria-label={t('page.breadcrumb')} className="flex min-w-0 items-center gap-1.5 text-ink-2">
            <Link
              to="/$plural"
              params={{ plural: kind.plural }}
              className="shrink-0 hover:text-ink max-md:hidden"
            >
              {kindLabel(kind)}
            </Link>
            <ChevronRight
              size={12}
              strokeWidth={2.25}
              className="shrink-0 text-ink-3 max-md:hidden rtl:-scale-x-100"
              aria-hidden="true"
            />
            <span aria-current="page" className="truncate font-medium text-ink max-md:hidden">
              {record.title}
            </span>
            {position && <span className="text-13 tabular-nums md:hidden">{position}</span>}
          </nav>
        }
      >
        {place && (
          <>
            <span className="text-12 text-ink-3 tabular-nums max-md:hidden">{position}</span>
            <span className="flex max-md:hidden">
              <IconButton
                size="sm"
                label={t('page.previous')}
                keys={['K']}
                icon={<ChevronUp size={16} strokeWidth={1.75} />}
                disabled={!place.previous}
                onClick={() => go('previous')}
              />
              <IconButton
                size="sm"
                label={t('page.next')}
                keys={['J']}
                icon={<ChevronDown size={16} strokeWidth={1.75} />}
                disabled={!place.next}
                onClick={() => go('next')}
              />
            </span>
            <span aria-hidden="true" className="mx-1 h-4 w-px bg-line max-md:hidden" />
          </>
        )}
        <span className="max-md:hidden">
          <IconButton
            label={t('page.copy_link')}
            icon={<Link2 size={16} strokeWidth={1.75} />}
            onClick={copyLink}
          />
        </span>
        <Suspense>
          <PresentPeople kind={kind} id={record.id} />
        </Suspense>
        <RecordMenu
          kind={kind}
          record={record}
          primary={primary?.id ?? null}
          onCopyLink={copyLink}
          onAccess={() => setAccessOpen(true)}
        />
        {primary && (
          <span className="max-md:hidden">
            <Button
              size="sm"
              variant="primary"
              icon={<primary.icon size={16} strokeWidth={1.75} />}
              onClick={primary.run}
            >
              {primary.label}
            </Button>
          </span>
        )}
      </TopBar>
      {accessOpen && <AccessDialog kind={kind} record={record} onClose={() => setAccessOpen(false)} />}
    </>
  );
}
