import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/i18n/t';
import { ActivityLine } from './activity-line';
import { activityQuery } from './activity-query';
import { ActivitySheet } from './activity-sheet';
import { Panel } from './panel';
import { PanelError } from './panel-error';
import { PanelLines } from './panel-lines';

const shown = 7;

/** The latest changes; all of them open beside the page. */
export function ActivityPanel() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useInfiniteQuery(activityQuery);
  const latest = data?.pages[0]?.data.slice(0, shown);
  return (
    <Panel
      title={t('dashboard.activity')}
      end={
        latest &&
        latest.length > 0 && (
          <button
            type="button"
            className="touch-target relative rounded-tag text-link hover:underline"
            onClick={() => setOpen(true)}
          >
            {t('dashboard.see_all')}
            <span className="sr-only"> {t('dashboard.activity')}</span>
          </button>
        )
      }
    >
      {error && !data ? (
        <PanelError error={error} onRetry={() => void refetch()} />
      ) : !latest ? (
        <PanelLines lines={shown} />
      ) : latest.length === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_activity')}</p>
      ) : (
        <ul className="mt-1">
          {latest.map((entry) => (
            <ActivityLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <ActivitySheet open={open} onOpenChange={setOpen} />
    </Panel>
  );
}
