import { Paperclip } from 'lucide-react';
import type { OutgoingMail } from '@/api/outbox';
import { useT } from '@/i18n/t';
import { useFormat } from '@/i18n/use-format';
import { MailStateTag } from './mail-state-tag';

interface OutboxRowProps {
  mail: OutgoingMail;
  onOpen: () => void;
}

/** One mail: what it is about, to whom, how far it is. The whole row opens it. */
export function OutboxRow({ mail, onOpen }: OutboxRowProps) {
  const t = useT();
  const format = useFormat();
  const to = [...mail.to, ...mail.cc].map(({ name, address }) => name || address).join(', ');
  const subject = mail.subject || t('outbox.no_subject');
  return (
    <button
      type="button"
      onClick={onOpen}
      className="focus-inset -mx-2 flex w-[calc(100%+16px)] items-start gap-3 rounded-ctl px-2 py-2.5 text-left hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="truncate font-medium">{subject}</span>
          {mail.attachments.length > 0 && (
            <Paperclip size={14} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
          )}
        </span>
        <span className="block truncate text-12 text-ink-3">
          {to} · <time dateTime={mail.created_at}>{format.ago(mail.created_at)}</time>
        </span>
        {mail.error && <span className="mt-0.5 line-clamp-2 block text-12 text-danger">{mail.error}</span>}
      </span>
      <MailStateTag state={mail.state} />
    </button>
  );
}
