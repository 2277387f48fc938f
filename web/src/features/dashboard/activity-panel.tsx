import { Link } from '@tanstack/react-router';
import { ActivityLine } from '@/entities/activity/activity-line';
import { useActivity } from '@/entities/activity/use-activity';
import { useT } from '@/i18n/t';
import { Panel } from './panel';
import { PanelError } from './panel-error';
import { PanelLines } from './panel-lines';

const shown = 7;

/** The latest changes; a link leads to all of them. */
export function ActivityPanel({ actor }: { actor: string | null }) {
  const t = useT();
  const { entries, error, refetch } = useActivity({ actor });
  const latest = entries?.slice(0, shown);
  return (
    <Panel
      title={t('dashboard.activity')}
      end={
        latest &&
        latest.length > 0 && (
          <Link
            to="/activity"
            search={actor === null ? {} : { actor }}
            className="touch-target relative rounded-tag text-link hover:underline"
          >
            {t('dashboard.see_all')}
            <span className="sr-only"> {t('dashboard.activity')}</span>
          </Link>
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
    </Panel>
  );
}
