import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, type RefObject } from 'react';
import { useKind, useMe } from '@/api/bootstrap';
import type { KindMeta, RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { filesQuery } from '@/records/files/files-query';
import { may } from '@/records/model/permissions';
import { PanelError } from '@/records/page/panel-error';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { CollisionNotice } from './collision-notice';
import { Composer, type ComposerControl } from './composer';
import { useMergeStore } from './merge-store';
import { MessageView } from './message-view';
import { RatingView } from './rating-view';
import { useMessages } from './messages-query';
import { useRequester } from './use-requester';

interface ConversationProps {
  kind: KindMeta;
  ticket: RecordRow;
  control: RefObject<ComposerControl | null>;
  /** The answer has settled it. */
  onSettled: () => void;
}

/** What was said in a ticket, the last below, and where one answers. */
export function Conversation({ kind, ticket, control, onSettled }: ConversationProps) {
  const messageKind = useKind('ticket_message');
  if (!messageKind) return null;
  return (
    <Thread kind={kind} ticket={ticket} control={control} onSettled={onSettled} messages={messageKind} />
  );
}

function Thread({ kind, ticket, control, onSettled, messages }: ConversationProps & { messages: KindMeta }) {
  const t = useT();
  const me = useMe();
  const split = useMergeStore((state) => state.split);
  const list = useMessages(messages, ticket.id);
  const files = useInfiniteQuery(filesQuery({ kind: 'ticket', id: ticket.id }));
  const { name, email } = useRequester(ticket);
  const end = useRef<HTMLDivElement>(null);
  const last = list.rows[0]?.id;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [last]);
  const shown = list.rows.toReversed();
  const found = files.data?.pages.flatMap((page) => page.data) ?? [];
  const merged = ticket['merged_into_id'] !== null && ticket['merged_into_id'] !== undefined;
  const answers = may('update', kind, ticket, me) && !ticket.deleted_at && !merged;
  return (
    <>
      <div
        role="region"
        aria-label={t('ticket.conversation')}
        // What was said may hold nothing to focus, yet arrows must scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="focus-inset min-h-0 flex-1 overflow-y-auto px-6 py-4 max-md:px-3"
      >
        {!list.data && list.error ? (
          <PanelError error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <ThreadSkeleton label={t('common.loading')} />
        ) : (
          <div className="mx-auto grid max-w-[760px] gap-4">
            {list.hasNextPage && (
              <Button
                size="sm"
                variant="ghost"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
                className="justify-self-center"
              >
                {t('ticket.earlier')}
              </Button>
            )}
            {shown.length === 0 && (
              <p className="text-13 text-ink-2">{t(merged ? 'ticket.said_there' : 'ticket.nothing_said')}</p>
            )}
            {shown.map((message) => (
              <MessageView
                key={message.id}
                message={message}
                files={found}
                {...(answers && shown.length > 1 && fromCustomer(message)
                  ? { onSplit: () => split(ticket, message) }
                  : {})}
              />
            ))}
            {typeof ticket['satisfaction_at'] === 'string' && (
              <RatingView ticket={ticket} name={name ?? t('ticket.customer')} />
            )}
            <div ref={end} />
          </div>
        )}
      </div>
      {answers && (
        <div className="shrink-0 px-6 pb-4 max-md:px-2 max-md:pb-2">
          <div className="mx-auto max-w-[760px]">
            <CollisionNotice ticket={ticket.id} />
            <Composer
              key={ticket.id}
              ticket={ticket}
              recipient={email ? (name ?? email) : null}
              control={control}
              onSettled={onSettled}
            />
          </div>
        </div>
      )}
    </>
  );
}

/** Only what the customer wrote becomes a ticket of its own. */
function fromCustomer(message: RecordRow): boolean {
  return message['direction'] === 'in' && message['internal'] !== true;
}

function ThreadSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="mx-auto grid max-w-[760px] gap-6">
      {['h-16', 'h-10', 'h-22'].map((height) => (
        <div key={height} className="grid grid-cols-[28px_1fr] gap-3">
          <Skeleton className="size-7 rounded-full" />
          <div className="grid gap-2">
            <Skeleton className="h-4 w-40" />
            <Skeleton className={height} />
          </div>
        </div>
      ))}
    </div>
  );
}
