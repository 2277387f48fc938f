import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef } from 'react';
import { useT } from '@/i18n/t';
import type { RecordSlotProps } from '@/records/model/define-entity';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';

const Conversation = lazy(async () => ({ default: (await import('./conversation')).Conversation }));

/** What was said in a ticket, on its record's page. The code of it comes with the tab. */
export function ConversationTab({ record, kind }: RecordSlotProps) {
  const t = useT();
  const control = useRef(null);
  return (
    <div className="flex h-full min-h-0 flex-col pt-3">
      <Button asChild size="sm" className="mx-6 self-start max-md:mx-3">
        <Link to="/inbox" search={{ ticket: record.id }}>
          {t('ticket.to_inbox')}
        </Link>
      </Button>
      <Suspense fallback={<Skeleton className="m-6 h-40" />}>
        <Conversation kind={kind} ticket={record} control={control} onSettled={() => {}} />
      </Suspense>
    </div>
  );
}
