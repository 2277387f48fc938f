import { useState } from 'react';
import { useT } from '@/i18n/t';
import { ActivityLine } from './activity-line';
import { ActivitySheet } from './activity-sheet';
import { Panel } from './panel';
import { PanelError } from './panel-error';
import { PanelLines } from './panel-lines';
import { useActivity } from './use-activity';

const shown = 7;

/** The latest changes; all of them open beside the page. */
export function ActivityPanel({ actor }: { actor: string | null }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { entries, error, refetch } = useActivity(actor);
  const latest = entries?.slice(0, shown);
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
      {error && !latest ? (
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
      {open && <ActivitySheet actor={actor} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
