import { Lock, Paperclip } from 'lucide-react';
import { useImperativeHandle, useRef, type RefObject } from 'react';
import { useKind } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { cn } from '@/lib/cn';
import { keyCaps } from '@/lib/shortcut';
import { Button } from '@/ui/button';
import { IconButton } from '@/ui/icon-button';
import { Kbd } from '@/ui/kbd';
import { CannedMenu } from './canned-menu';
import { ComposerMode as Mode } from './composer-mode';
import { DraftFiles } from './draft-files';
import { fillPlaceholders } from './placeholders';
import { useAttach } from './use-attach';
import { useReplyDraft } from './use-draft';
import { usePlaceholders } from './use-placeholders';
import { useReply } from './use-reply';

export interface ComposerControl {
  /** Puts the cursor into the text, for an answer or for a comment. */
  write: (internal: boolean) => void;
}

interface ComposerProps {
  ticket: RecordRow;
  /** Who gets a public answer; nobody where there is no address. */
  recipient: string | null;
  control: RefObject<ComposerControl | null>;
  onSettled: () => void;
}

/** Where an answer is written, or a comment that only the team sees. */
export function Composer({ ticket, recipient, control, onSettled }: ComposerProps) {
  const t = useT();
  const canned = useKind('canned_reply');
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [draft, change] = useReplyDraft(ticket.id);
  const { attach, sending } = useAttach(ticket, (file) => {
    change({ files: [...draft.files.filter(({ id }) => id !== file.id), file] });
  });
  const known = usePlaceholders(ticket);
  const reply = useReply(ticket, ({ status }) => {
    change({ text: '', files: [] });
    if (status === 'resolved') onSettled();
  });
  const { internal, text } = draft;
  const ready = text.trim() !== '' && sending === 0 && !reply.isPending;
  const send = (status: 'waiting' | 'resolved' | null = null) => {
    if (ready) reply.mutate({ draft, status });
  };
  useImperativeHandle(control, () => ({
    write: (next) => {
      change({ internal: next });
      box.current?.focus();
    },
  }));
  const insert = (words: string) => {
    const filled = fillPlaceholders(words, known);
    change({ text: text.trim() === '' ? filled : `${text.trimEnd()}\n\n${filled}` });
    box.current?.focus();
  };
  return (
    <form
      data-writes
      aria-label={t('ticket.composer')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        void attach(files);
      }}
      className={cn(
        'rounded-card border border-line-strong bg-surface focus-within:border-accent',
        internal && 'tinted !text-ink [--h:80]',
      )}
    >
      <div className="flex items-center gap-1 p-1.5 pr-3">
        <Mode on={!internal} onPress={() => change({ internal: false })}>
          {t('ticket.reply')}
        </Mode>
        <Mode on={internal} onPress={() => change({ internal: true })}>
          <Lock size={12} strokeWidth={2} aria-hidden="true" />
          {t('ticket.comment')}
        </Mode>
        <span className="ml-auto min-w-0 truncate pl-2 text-12 text-ink-2">
          {internal
            ? t('ticket.only_team')
            : recipient
              ? t('ticket.to', { name: recipient })
              : t('ticket.no_address')}
        </span>
      </div>
      <textarea
        ref={box}
        rows={4}
        maxLength={100_000}
        aria-label={t(internal ? 'ticket.comment' : 'ticket.reply')}
        placeholder={t(internal ? 'ticket.comment_hint' : 'ticket.reply_hint')}
        value={text}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') box.current?.blur();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
        }}
        className="block field-sizing-content max-h-[40dvh] min-h-22 w-full resize-none bg-transparent px-3.5 py-1.5 text-14 outline-none placeholder:text-ink-3 max-md:min-h-11 pointer-coarse:text-16"
      />
      <DraftFiles
        files={draft.files}
        sending={sending}
        onRemove={(gone) => change({ files: draft.files.filter(({ id }) => id !== gone) })}
      />
      <div className="flex flex-wrap items-center gap-1 px-2 pb-2">
        {canned && canned.rights.read !== 'none' && (
          <CannedMenu kind={canned} onChoose={(chosen) => insert(String(chosen['body'] ?? ''))} />
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            void attach([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <IconButton
          label={t('ticket.attach')}
          icon={<Paperclip size={16} strokeWidth={1.75} />}
          onClick={() => picker.current?.click()}
        />
        <span className="ml-auto flex items-center gap-1.5">
          {!internal && (
            <>
              <Button size="sm" disabled={!ready} onClick={() => send('resolved')} className="max-lg:hidden">
                {t('ticket.send_resolve')}
              </Button>
              <Button size="sm" disabled={!ready} onClick={() => send('waiting')}>
                {t('ticket.send_wait')}
              </Button>
            </>
          )}
          <Button size="sm" type="submit" variant="primary" disabled={!ready} loading={reply.isPending}>
            {t(internal ? 'ticket.add_comment' : 'ticket.send')}
            <span aria-hidden="true" className="pointer-coarse:hidden [&_kbd]:text-current">
              <Kbd tone="bar">{keyCaps('mod+enter').join('')}</Kbd>
            </span>
          </Button>
        </span>
      </div>
    </form>
  );
}
