import { Link } from '@tanstack/react-router';
import type { KindMeta } from '@/api/types';
import { useT } from '@/i18n/t';
import { myOpenTasks } from './list-filters';
import { ListLink } from '@/records/page/list-link';
import { Panel } from './panel';
import { PanelError } from './panel-error';
import { PanelLines } from './panel-lines';
import { TaskLine } from './task-line';
import { useMyTasks } from './use-my-tasks';

const shown = 6;

export function MyTasks({ kind }: { kind: KindMeta }) {
  const t = useT();
  const { data, rows, open, hasNextPage, error, refetch } = useMyTasks(kind);
  return (
    <Panel
      title={t('dashboard.my_tasks')}
      count={open.length > 0 ? `${open.length}${hasNextPage ? '+' : ''}` : null}
      end={
        <span className="flex gap-3">
          <Link to="/queue" className="touch-target relative text-link hover:underline">
            {t('shell.queue')}
          </Link>
          <ListLink
            kinds={kind.plural}
            filter={myOpenTasks}
            className="touch-target relative text-link hover:underline"
          >
            {t('dashboard.all_tasks')}
          </ListLink>
        </span>
      }
    >
      {error && !data ? (
        <PanelError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <PanelLines lines={shown} />
      ) : rows.length === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_tasks')}</p>
      ) : (
        <ul className="mt-1">
          {rows.slice(0, shown).map((task) => (
            <TaskLine key={task.id} task={task} kind={kind} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
