import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { privateMailQuery, rawMailPath } from '@/api/mailboxes';
import { useMe } from '@/api/bootstrap';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { DownloadLink } from '../download-link';
import { PanelError } from '../page/panel-error';
import { EventShell } from './event-shell';
import type { TimelineItem } from './timeline-items';

interface MailEntryProps {
  item: Extract<TimelineItem, { type: 'mail' }>;
  last: boolean;
}

/** A private mail: one line, and its words when they are asked for. */
export function MailEntry({ item, last }: MailEntryProps) {
  const t = useT();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const { from, to, subject } = item.mail;
  const sent = from.address.toLowerCase() === me.email.toLowerCase();
  const other = sent ? to[0] : from;
  const name = other?.name || other?.address || '';
  return (
    <EventShell
      mark={
        <span className="grid size-6 place-items-center text-ink-3" title={t('timeline.mail.private')}>
          <Lock size={14} strokeWidth={1.75} aria-label={t('timeline.mail.private')} role="img" />
        </span>
      }
      at={item.at}
      last={last}
      actions={
        <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'timeline.mail.close' : 'timeline.mail.open')}
          <span className="sr-only"> {subject}</span>
        </Button>
      }
      line={<bdi>{t(sent ? 'timeline.mail.to' : 'timeline.mail.from', { name, subject })}</bdi>}
    >
      {open && <Words id={item.mail.id} />}
    </EventShell>
  );
}

function Words({ id }: { id: string }) {
  const t = useT();
  const [quoted, setQuoted] = useState(false);
  const { data, error, refetch } = useQuery(privateMailQuery(id));
  if (error && !data) return <PanelError error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-16 w-full" />;
  // Counted in characters, as the server counts them.
  const all = [...data.text];
  const fresh = data.quote_at === null || quoted ? data.text : all.slice(0, data.quote_at).join('').trimEnd();
  return (
    <div className="rounded-card border border-line bg-sunken p-3">
      <p className="break-words whitespace-pre-wrap">{fresh}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {data.quote_at !== null && (
          <Button size="sm" variant="ghost" onClick={() => setQuoted(!quoted)}>
            {t(quoted ? 'timeline.mail.fold' : 'timeline.mail.quoted')}
          </Button>
        )}
        <DownloadLink href={`/api/v1${rawMailPath(id)}`}>{t('timeline.mail.raw')}</DownloadLink>
      </div>
    </div>
  );
}
