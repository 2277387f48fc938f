import { useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/t';
import { myOpenTasks } from './list-filters';
import { ListLink } from './list-link';
import { myTasksQuery } from './my-tasks-query';
import { Panel } from './panel';
import { PanelError } from './panel-error';
import { PanelLines } from './panel-lines';
import { TaskLine } from './task-line';

const shown = 6;

export function MyTasks() {
  const t = useT();
  const { data, error, refetch } = useQuery(myTasksQuery);
  const tasks = data?.data;
  const open = tasks?.filter((task) => task['status'] !== 'completed').length ?? 0;
  const more = data?.page.next ? '+' : '';
  return (
    <Panel
      title={t('dashboard.my_tasks')}
      count={open > 0 ? `${open}${more}` : null}
      end={
        <ListLink kinds="tasks" filter={myOpenTasks} className="touch-target relative text-link hover:underline">
          {t('dashboard.all_tasks')}
        </ListLink>
      }
    >
      {error && !tasks ? (
        <PanelError error={error} onRetry={() => void refetch()} />
      ) : !tasks ? (
        <PanelLines lines={shown} />
      ) : tasks.length === 0 ? (
        <p className="mt-2 text-ink-2">{t('dashboard.no_tasks')}</p>
      ) : (
        <ul className="mt-1">
          {tasks.slice(0, shown).map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
