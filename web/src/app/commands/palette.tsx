import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import { findKind, useBootstrap } from '@/api/bootstrap';
import { searchQuery } from '@/api/search';
import type { SearchHit } from '@/api/search';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { availableCommands, useCommandStore, type Command as AppCommand } from '@/lib/commands';
import { keyCaps } from '@/lib/shortcut';
import { useDebounced } from '@/lib/use-debounced';
import { Command, type CommandItem, type CommandSection } from '@/ui/command';
import { IconButton } from '@/ui/icon-button';
import { Kbd } from '@/ui/kbd';
import { useShell } from '../shell/shell-store';
import { Highlight } from './highlight';
import { HitIcon } from './hit-icon';
import { PaletteFooter } from './palette-footer';
import { afterRecords, beforeRecords, matchCommands, readPaletteQuery } from './palette-sections';
import { recentRecords } from './recent-records';

export function Palette() {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const bootstrap = useBootstrap();
  const { setPaletteOpen, setShortcutsOpen } = useShell();
  const { sets, context } = useCommandStore();
  const [text, setText] = useState('');
  const { commandsOnly, words } = readPaletteQuery(text);

  const search = useQuery(searchQuery(useDebounced(commandsOnly ? '' : words, 120)));
  const recent = useMemo(() => recentRecords(client, bootstrap), [client, bootstrap]);
  const hits = words === '' ? recent : (search.data ?? []);
  const commands = useMemo(
    () => availableCommands(sets).filter((command) => command.id !== 'app.palette'),
    [sets],
  );
  const matching = matchCommands(commands, words);

  const close = () => setPaletteOpen(false);
  const run = (id: string) => {
    close();
    const command = matching.find((candidate) => candidate.id === id);
    if (command) {
      command.run();
      return;
    }
    const hit = hits.find((candidate) => hitId(candidate) === id);
    const plural = hit && findKind(bootstrap, hit.kind)?.plural;
    if (plural) void navigate({ to: '/$plural/$id', params: { plural, id: hit.id } });
  };

  const commandItem = (command: AppCommand): CommandItem => ({
    id: command.id,
    label: <Highlight text={command.label} words={words} />,
    icon: command.icon ? <command.icon size={16} strokeWidth={1.75} /> : <span />,
    keys: command.shortcut ? keyCaps(command.shortcut) : undefined,
  });
  const hitItem = (hit: SearchHit): CommandItem => {
    const kind = findKind(bootstrap, hit.kind);
    return {
      id: hitId(hit),
      label: <Highlight text={hit.title} words={words} />,
      detail: hit.subtitle && <Highlight text={hit.subtitle} words={words} />,
      icon: <HitIcon kind={kind} title={hit.title} />,
      end: kind && kindLabel(kind, 'one'),
    };
  };
  const section = (group: AppCommand['group']): CommandSection => ({
    id: group,
    heading:
      group === 'selection'
        ? context
          ? t('command.group.selection', { context })
          : t('command.group.selection_plain')
        : t(`command.group.${group}`),
    items: matching.filter((command) => command.group === group).map(commandItem),
  });
  const sections: CommandSection[] = [
    ...beforeRecords.map(section),
    {
      id: 'records',
      heading: t(words === '' ? 'command.group.recent' : 'command.group.records'),
      items: commandsOnly ? [] : atMostPerKind(hits, 5).map(hitItem),
    },
    ...afterRecords.map(section),
  ];

  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="motion-scrim fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="motion-dialog fixed inset-x-0 top-[15vh] z-40 mx-auto flex max-h-[60vh] w-[640px] max-w-full flex-col overflow-hidden rounded-dlg bg-raised shadow-dialog outline-1 outline-line-raised max-md:inset-0 max-md:max-h-none max-md:w-auto max-md:rounded-none"
        >
          <Dialog.Title className="sr-only">{t('command.palette')}</Dialog.Title>
          <Command
            size="palette"
            label={t('command.palette')}
            query={text}
            onQueryChange={setText}
            placeholder={t(commandsOnly ? 'command.placeholder_commands' : 'command.placeholder')}
            sections={sections}
            loading={search.isFetching}
            empty={t('command.empty', { query: words })}
            onRun={run}
            leading={
              context && (
                <span className="rounded-tag bg-hover px-2 py-0.5 text-13 font-medium whitespace-nowrap text-ink-2 dark:bg-raised-2">
                  {context}
                </span>
              )
            }
            trailing={
              <>
                <span className="max-md:hidden">
                  <Kbd>esc</Kbd>
                </span>
                <span className="-mr-2 md:hidden">
                  <IconButton
                    size="tap"
                    tooltip={false}
                    label={t('common.close')}
                    icon={<X strokeWidth={1.75} />}
                    onClick={close}
                  />
                </span>
              </>
            }
            footer={
              <PaletteFooter
                onShortcuts={() => {
                  close();
                  setShortcutsOpen(true);
                }}
              />
            }
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const hitId = (hit: SearchHit) => `record:${hit.kind}:${hit.id}`;

function atMostPerKind(hits: readonly SearchHit[], limit: number): SearchHit[] {
  const seen = new Map<string, number>();
  return hits.filter((hit) => {
    const count = (seen.get(hit.kind) ?? 0) + 1;
    seen.set(hit.kind, count);
    return count <= limit;
  });
}
