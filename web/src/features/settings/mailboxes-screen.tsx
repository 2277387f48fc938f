import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mailboxesQuery, type Mailbox } from '@/api/mailboxes';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { MailAside } from './mail-aside';
import { MailboxDialog } from './mailbox-dialog';
import { MailboxRow } from './mailbox-row';
import { SettingPage } from './setting-page';
import { SettingRows } from './setting-rows';

/** The mailboxes that are read: their settings, how far each is, and what was set aside. */
export function MailboxesScreen() {
  const t = useT();
  const [edited, setEdited] = useState<Mailbox | 'new' | null>(null);
  const [aside, setAside] = useState<Mailbox | null>(null);
  const { data, error, refetch } = useQuery(mailboxesQuery);
  return (
    <SettingPage
      title={t('settings.section.mailboxes')}
      lede={t('mailbox.lede')}
      actions={
        <Button variant="primary" onClick={() => setEdited('new')}>
          {t('mailbox.new')}
        </Button>
      }
    >
      <div className="mt-5">
        <SettingRows
          rows={data}
          error={error}
          onRetry={() => void refetch()}
          empty={t('mailbox.empty')}
          label={t('settings.section.mailboxes')}
        >
          {(mailbox) => (
            <MailboxRow
              mailbox={mailbox}
              onEdit={() => setEdited(mailbox)}
              onAside={() => setAside(mailbox)}
            />
          )}
        </SettingRows>
      </div>
      {edited && <MailboxDialog mailbox={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {aside && <MailAside mailbox={aside} onClose={() => setAside(null)} />}
    </SettingPage>
  );
}
