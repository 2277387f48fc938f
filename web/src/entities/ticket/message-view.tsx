import { Ellipsis, Lock, Split } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import type { FileRow } from '@/api/files';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { cn } from '@/lib/cn';
import { dayOf } from '@/lib/days';
import { useNow } from '@/lib/use-now';
import { PlainText } from '@/records/markdown/plain-text';
import { PersonAvatar } from '@/records/people/person-avatar';
import { Button } from '@/ui/button';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import { Skeleton } from '@/ui/skeleton';
import { MessageFiles } from './message-files';
import { splitQuote } from './split-quote';

interface MessageViewProps {
  message: RecordRow;
  /** The files of the ticket, of which some came with this message. */
  files: readonly FileRow[];
  /** Makes a ticket of its own of it; not given where that cannot be. */
  onSplit?: () => void;
}

/** One message: who said it, how it came, what it says. A comment stands out from what the customer sees. */
export function MessageView({ message, files, onSplit }: MessageViewProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { users } = useBootstrap();
  const ours = message['direction'] === 'out';
  const internal = message['internal'] === true;
  const author = users.find(({ id }) => id === message['author_id']);
  const name = ours
    ? (author?.title ?? String(message['sender_name'] ?? t('app.name')))
    : String(message['sender_name'] ?? message['sender_address'] ?? t('ticket.customer'));
  const at = String(message['sent_at'] ?? message.created_at);
  const channel = String(message['channel'] ?? 'api');
  const ids = Array.isArray(message['file_ids']) ? message['file_ids'] : [];
  const attached = files.filter(({ id }) => ids.includes(id));
  return (
    <article
      aria-label={t(internal ? 'ticket.comment_of' : 'ticket.message_of', { name })}
      className="grid grid-cols-[28px_minmax(0,1fr)] gap-3"
    >
      <PersonAvatar id={ours ? author?.id : null} name={name} size={28} />
      <div className={cn('min-w-0', internal && 'tinted -mt-1 rounded-card px-3 py-2 !text-ink [--h:80]')}>
        <header className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-medium">{name}</span>
          {internal ? (
            <span className="flex min-w-0 items-center gap-1 text-12 text-ink-2">
              <Lock size={12} strokeWidth={2} aria-hidden="true" className="shrink-0" />
              <span className="truncate">{t('ticket.only_team')}</span>
            </span>
          ) : (
            <span className="truncate text-12 text-ink-3">{t(`ticket.by.${channelOf(channel)}`)}</span>
          )}
          <time
            dateTime={at}
            title={format.full(at)}
            className="ml-auto shrink-0 text-12 text-ink-3 tabular-nums"
          >
            {dayOf(at, format.timeZone) === dayOf(now, format.timeZone)
              ? format.time(at)
              : format.dateTime(at)}
          </time>
          {onSplit && (
            <DropdownMenu
              label={t('ticket.message_menu')}
              align="end"
              entries={[
                {
                  type: 'item',
                  id: 'split',
                  label: t('merge.split_action'),
                  icon: <Split size={16} strokeWidth={1.75} />,
                  onSelect: onSplit,
                },
              ]}
              trigger={
                <IconButton
                  size="xs"
                  tooltip={false}
                  label={t('ticket.message_menu')}
                  icon={<Ellipsis size={14} strokeWidth={1.75} />}
                  className="self-center"
                />
              }
            />
          )}
        </header>
        <MessageWords message={message} name={name} />
        {attached.length > 0 && <MessageFiles files={attached} />}
      </div>
    </article>
  );
}

const channels = ['email', 'web', 'phone', 'chat', 'api'] as const;

function channelOf(name: string): (typeof channels)[number] {
  return channels.find((channel) => channel === name) ?? 'api';
}

const FormattedMessage = lazy(async () => ({
  default: (await import('./formatted-message')).FormattedMessage,
}));

/** What it says: plain, and as it was formatted where one asks for that. */
function MessageWords({ message, name }: { message: RecordRow; name: string }) {
  const t = useT();
  const [formatted, setFormatted] = useState(false);
  const html = typeof message['html'] === 'string' ? message['html'] : '';
  return (
    <>
      {formatted ? (
        <Suspense fallback={<Skeleton className="mt-2 h-32 w-full" />}>
          <FormattedMessage id={message.id} name={name} html={html} />
        </Suspense>
      ) : (
        <MessageText text={String(message['body'] ?? '')} />
      )}
      {html !== '' && (
        <Button size="sm" variant="ghost" className="-ml-2 mt-1" onClick={() => setFormatted(!formatted)}>
          {t(formatted ? 'ticket.plain' : 'ticket.formatted')}
        </Button>
      )}
    </>
  );
}

function MessageText({ text }: { text: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { own, quoted } = splitQuote(text);
  return (
    <div className="mt-0.5 grid justify-items-start gap-1 text-14">
      <PlainText text={own} />
      {quoted !== '' && (
        <button
          type="button"
          aria-expanded={open}
          aria-label={t('ticket.quoted')}
          onClick={() => setOpen(!open)}
          className="touch-target relative grid h-4 w-7 place-items-center rounded-tag bg-sunken text-ink-2 hover:bg-hover"
        >
          <Ellipsis size={14} strokeWidth={2} aria-hidden="true" />
        </button>
      )}
      {open && (
        <div className="border-l-2 border-line pl-3 text-13 text-ink-2">
          <PlainText text={quoted} />
        </div>
      )}
    </div>
  );
}
