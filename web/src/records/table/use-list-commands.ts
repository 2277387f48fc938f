import { ListFilter, RotateCcw, Search } from 'lucide-react';
import { useMemo } from 'react';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/use-commands';
import type { ListState } from './use-list-state';

interface ListCommandsOptions {
  openFilter: () => void;
  openSearch: () => void;
  list: ListState;
}

/** What the list as a whole offers to keys and palette. */
export function useListCommands({ openFilter, openSearch, list }: ListCommandsOptions): void {
  const t = useT();
  const { changed, reset, views, chooseView } = list;
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'list.search',
        group: 'list',
        label: t('records.command.search'),
        icon: Search,
        shortcut: '/',
        run: openSearch,
      },
      {
        id: 'list.filter',
        group: 'list',
        label: t('records.command.filter'),
        icon: ListFilter,
        shortcut: 'F',
        run: openFilter,
      },
      {
        id: 'list.reset',
        group: 'list',
        label: t('records.command.reset'),
        icon: RotateCcw,
        when: () => changed,
        run: reset,
      },
      {
        id: 'list.views',
        group: 'list',
        label: t('records.command.views'),
        shortcut: 'V',
        run: () =>
          document
            .querySelector<HTMLElement>('[role="tab"][aria-controls="record-list"][aria-selected="true"]')
            ?.focus(),
      },
      ...views.map((view): Command => ({
        id: `list.view.${view.id}`,
        group: 'list',
        label: t('records.command.view', { name: view.name }),
        run: () => chooseView(view.id),
      })),
    ],
    [t, openFilter, openSearch, changed, reset, views, chooseView],
  );
  useCommands(commands);
}
