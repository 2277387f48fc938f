import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '@/api/bootstrap';
import { outboxQuery, type MailState, type OutgoingMail } from '@/api/outbox';
import { useT } from '@/i18n/t';
import { LoadMore } from '@/records/timeline/load-more';
import { SegmentedControl } from '@/ui/segmented-control';
import { OutboxMail } from './outbox-mail';
import { OutboxRow } from './outbox-row';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';

const filters = ['all', 'queued', 'failed', 'unsure', 'sent'] as const;

/** Mails that go out: how far each is, why one did not go, and another try. */
export function OutboxScreen() {
  const t = useT();
  const me = useMe();
  const [filter, setFilter] = useState<'all' | MailState>('all');
  const [open, setOpen] = useState<OutgoingMail | null>(null);
  const state = filter === 'all' ? null : filter;
  const list = useInfiniteQuery({ ...outboxQuery(state), placeholderData: keepPreviousData });
  return (
    <SettingPage
      title={t('settings.section.outbox')}
      lede={t(me.is_admin ? 'outbox.lede' : 'outbox.lede_mine')}
    >
      <div className="mt-4 mb-3 overflow-x-auto">
        <SegmentedControl
          label={t('outbox.filter')}
          value={filter}
          onValueChange={setFilter}
          segments={filters.map((value) => ({
            value,
            label: value === 'all' ? t('outbox.all') : t(`outbox.state.${value}`),
          }))}
        />
      </div>
      <SettingRows
        rows={list.data?.pages.flatMap((page) => page.data)}
        error={list.error}
        onRetry={() => void list.refetch()}
        empty={t(state ? 'outbox.empty_filtered' : 'outbox.empty')}
        label={t('settings.section.outbox')}
      >
        {(mail) => <OutboxRow mail={mail} onOpen={() => setOpen(mail)} />}
      </SettingRows>
      {list.hasNextPage && (
        <LoadMore
          loading={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          onLoad={() => void list.fetchNextPage()}
        />
      )}
      {open && <OutboxMail key={open.id} mail={open} onClose={() => setOpen(null)} />}
    </SettingPage>
  );
}
