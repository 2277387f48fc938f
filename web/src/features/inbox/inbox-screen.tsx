import { Link } from '@tanstack/react-router';
import { Lock, Plus, Search, Table2, Ticket, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useKind, useMe } from '@/api/bootstrap';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { useIsMobile } from '@/lib/use-is-mobile';
import { useCreateStore } from '@/records/form/create-store';
import { may } from '@/records/model/permissions';
import { SearchBox } from '@/records/table/search-box';
import { EmptyState } from '@/ui/empty-state';
import { IconButton } from '@/ui/icon-button';
import { TopBar } from '@/ui/top-bar';
import { InboxList } from './inbox-list';
import { InboxTabs } from './inbox-tabs';
import { OpenTicket } from './open-ticket';
import { useInbox } from './use-inbox';
import { useInboxCommands } from './use-inbox-commands';

const icon = { size: 16, strokeWidth: 1.75 } as const;

/** The tickets as they are worked: boxes and list, the conversation, the customer. */
export function InboxScreen() {
  const t = useT();
  const kind = useKind('ticket');
  if (!kind || kind.rights.read === 'none') {
    return (
      <EmptyState
        heading="h1"
        icon={<Lock />}
        title={t('error.forbidden.title')}
        description={t('error.forbidden.text')}
      />
    );
  }
  return <Inbox kind={kind} />;
}

function Inbox({ kind }: { kind: KindMeta }) {
  const t = useT();
  const me = useMe();
  const phone = useIsMobile();
  const inbox = useInbox(kind, phone);
  const openForm = useCreateStore((state) => state.open);
  const box = useRef<HTMLInputElement>(null);
  const [finding, setFinding] = useState(inbox.words !== '');
  const find = () => {
    // The next key is a letter of what is looked for, and none of them may resolve a ticket.
    flushSync(() => setFinding(true));
    box.current?.focus();
  };
  useInboxCommands({ step: inbox.step, find });
  const listed = !phone || inbox.chosen === null;
  return (
    <div className="flex min-h-0 flex-1">
      {listed && (
        <section
          aria-label={kindLabel(kind)}
          className="flex w-[360px] shrink-0 flex-col border-r border-line bg-surface max-lg:w-[300px] max-md:w-full max-md:border-r-0"
        >
          <TopBar icon={<Ticket {...icon} />} title={kindLabel(kind)}>
            <IconButton
              label={t('inbox.find')}
              keys={['/']}
              aria-expanded={finding}
              icon={<Search {...icon} />}
              onClick={find}
            />
            <Link
              to="/$plural"
              params={{ plural: kind.plural }}
              aria-label={t('inbox.table')}
              title={t('inbox.table')}
              className="touch-target relative grid size-7 place-items-center rounded-ctl text-ink-2 hover:bg-hover hover:text-ink"
            >
              <Table2 {...icon} />
            </Link>
            {may('create', kind, undefined, me) && (
              <IconButton
                label={t('inbox.new')}
                icon={<Plus {...icon} />}
                onClick={() => openForm(kind.key)}
              />
            )}
          </TopBar>
          {finding ? (
            <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-3 [&>span]:min-w-0 [&>span]:flex-1">
              <SearchBox inputRef={box} value={inbox.words} onChange={inbox.find} />
              <IconButton
                label={t('inbox.end_search')}
                icon={<X {...icon} />}
                onClick={() => {
                  setFinding(false);
                  inbox.find('');
                }}
              />
            </div>
          ) : (
            <InboxTabs current={inbox.box.id} onOpen={inbox.open} />
          )}
          <InboxList kind={kind} inbox={inbox} />
        </section>
      )}
      {inbox.chosen !== null ? (
        <OpenTicket
          key={inbox.chosen}
          kind={kind}
          id={inbox.chosen}
          phone={phone}
          onBack={() => inbox.choose(null)}
          onLeave={inbox.leave}
        />
      ) : (
        !phone && (
          <div className="min-w-0 flex-1 bg-surface">
            {!inbox.list.isPending && (
              <EmptyState icon={<Ticket />} title={t('inbox.none')} description={t('inbox.none_text')} />
            )}
          </div>
        )
      )}
    </div>
  );
}
