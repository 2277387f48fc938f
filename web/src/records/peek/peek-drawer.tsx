import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Maximize2 } from 'lucide-react';
import { useMemo } from 'react';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useHotkeys } from '@/lib/use-hotkeys';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Sheet } from '@/ui/sheet';
import { Skeleton } from '@/ui/skeleton';
import { useRecord } from '../mutations/use-record';
import { RecordDetails } from '../page/record-details';
import { RecordFacts } from '../page/record-facts';

interface PeekDrawerProps {
  kind: KindMeta;
  id: string;
  /** The rows of the list behind, to walk through. */
  rows: readonly RecordRow[];
  onWalk: (id: string) => void;
  onClose: () => void;
}

const icon = { size: 16, strokeWidth: 1.75 };

/** A record beside its list. Up and down walk the rows; the list behind stays usable. */
export function PeekDrawer({ kind, id, rows, onWalk, onClose }: PeekDrawerProps) {
  const t = useT();
  const { data: record, isError } = useRecord(kind, id);
  const at = rows.findIndex((row) => row.id === id);
  const previous = at > 0 ? rows[at - 1] : undefined;
  const next = at >= 0 ? rows[at + 1] : undefined;

  const keys = useMemo(() => {
    const walk = (to: RecordRow | undefined) => () => to && onWalk(to.id);
    // A button keeps its Space, and so does a card of a board.
    const onNothing = () =>
      document.activeElement?.closest('button, a, [role="gridcell"], [data-card]') === null;
    return [
      { shortcut: 'ArrowUp', run: walk(previous) },
      { shortcut: 'K', run: walk(previous) },
      { shortcut: 'ArrowDown', run: walk(next) },
      { shortcut: 'J', run: walk(next) },
      { shortcut: 'Space', when: onNothing, run: onClose },
    ];
  }, [previous, next, onWalk, onClose]);
  useHotkeys(keys, 'overlay');

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={record?.title ?? t('common.loading')}
      closeLabel={t('common.close')}
      width={480}
      phoneHeight="full"
      modal={false}
      padded={false}
      actions={
        <>
          <IconButton
            label={t('records.peek.previous')}
            keys={['↑']}
            disabled={!previous}
            icon={<ArrowUp {...icon} />}
            onClick={() => previous && onWalk(previous.id)}
          />
          <IconButton
            label={t('records.peek.next')}
            keys={['↓']}
            disabled={!next}
            icon={<ArrowDown {...icon} />}
            onClick={() => next && onWalk(next.id)}
          />
          {kind.capabilities.includes('page') && (
            <Button asChild size="sm">
              <Link to="/$plural/$id" params={{ plural: kind.plural, id }}>
                <Maximize2 size={14} strokeWidth={2} />
                {t('records.peek.open')}
              </Link>
            </Button>
          )}
        </>
      }
    >
      <div className="min-h-full">
        {record ? (
          <>
            <div className="border-b border-line px-5">
              <RecordFacts kind={kind} record={record} />
            </div>
            {/* What was typed into one record's field must not appear in the next one's. */}
            <RecordDetails key={id} kind={kind} record={record} />
          </>
        ) : isError ? (
          <p className="px-5 py-6 text-ink-2">{t('records.failure.gone')}</p>
        ) : (
          <div aria-hidden="true" className="grid gap-4 p-5">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="h-4 w-3/5" />
          </div>
        )}
      </div>
    </Sheet>
  );
}
