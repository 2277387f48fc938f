import { lazy, Suspense, useState } from 'react';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Popover } from '@/ui/popover';

const List = lazy(async () => ({ default: (await import('./version-list')).VersionList }));

/** Says that a note was changed, and shows what it said before. */
export function NoteVersions({ note }: { note: RecordRow }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t('note.versions')}
      className="max-h-[min(60vh,var(--radix-popover-content-available-height))] w-[420px] max-w-[calc(100vw-24px)] overflow-y-auto p-4"
      trigger={
        <button
          type="button"
          className="touch-target relative rounded-tag text-ink-3 underline decoration-dotted underline-offset-2 hover:text-ink-2"
        >
          {t('timeline.edited')}
        </button>
      }
    >
      <Suspense fallback={<div className="h-24" />}>
        <List note={note} />
      </Suspense>
    </Popover>
  );
}
