import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWorkspace } from '@/api/bootstrap';
import type { RecordRow } from '@/api/types';
import { useT } from '@/i18n/t';
import { Button } from '@/ui/button';
import { RateDialog } from './rate-dialog';
import { RateRow } from './rate-row';
import { SettingPage } from './setting-page';
import { settingQuery } from './setting-records';
import { SettingRows } from './setting-rows';
import { useSettingRights } from './use-setting-rights';

/** What other currencies are worth in the workspace's, from which day on. */
export function CurrenciesScreen() {
  const t = useT();
  const { currency } = useWorkspace();
  const rights = useSettingRights('exchange_rate');
  const [edited, setEdited] = useState<RecordRow | 'new' | null>(null);
  const { data, error, refetch } = useQuery(settingQuery('exchange_rates', '-starts_on'));
  // Rates told in a currency that the workspace had before say nothing now.
  const rates = data
    ?.filter(({ base }) => base === currency)
    .toSorted((a, b) => String(a['currency']).localeCompare(String(b['currency'])));
  return (
    <SettingPage
      title={t('settings.section.currencies')}
      lede={t('settings.currencies.lede', { currency })}
      actions={
        rights.create && (
          <Button variant="primary" onClick={() => setEdited('new')}>
            {t('settings.currencies.new')}
          </Button>
        )
      }
    >
      <div className="mt-5">
        <SettingRows
          rows={rates}
          error={error}
          onRetry={() => void refetch()}
          empty={t('settings.currencies.empty')}
          label={t('settings.section.currencies')}
        >
          {(rate) => <RateRow rate={rate} rights={rights} onEdit={() => setEdited(rate)} />}
        </SettingRows>
      </div>
      {edited && <RateDialog rate={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </SettingPage>
  );
}
