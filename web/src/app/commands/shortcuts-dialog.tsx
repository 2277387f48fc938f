import { useId } from 'react';
import { useT } from '@/i18n/t';
import { availableCommands, useCommandStore, type Command, type CommandGroup } from '@/lib/commands';
import { keyCaps, strokesOf } from '@/lib/shortcut';
import { Dialog } from '@/ui/dialog';
import { Kbd } from '@/ui/kbd';
import { Switch } from '@/ui/switch';
import { useShell } from '../shell/shell-store';
import { useSingleKeys } from './single-keys';

const order: readonly CommandGroup[] = ['selection', 'record', 'list', 'goto', 'create', 'settings', 'help'];

/** The cheat sheet, made from the commands that the page offers now. */
export function ShortcutsDialog() {
  const t = useT();
  const id = useId();
  const setOpen = useShell((state) => state.setShortcutsOpen);
  const { enabled, setEnabled } = useSingleKeys();
  const commands = availableCommands(useCommandStore((state) => state.sets)).filter(
    (command) => command.shortcut !== undefined,
  );
  const groups = order
    .map((group) => ({ group, items: commands.filter((command) => command.group === group) }))
    .filter(({ items }) => items.length > 0);
  return (
    <Dialog open onOpenChange={setOpen} size="lg" title={t('shortcuts.title')} closeLabel={t('common.close')}>
      <div className="mb-4 flex items-start gap-3 border-b border-line pb-4">
        <div className="flex-1">
          <label htmlFor={id} className="font-medium">
            {t('shortcuts.single_keys')}
          </label>
          <p id={`${id}-hint`} className="text-12 text-ink-2">
            {t('shortcuts.single_keys_hint', { mod: keyCaps('mod')[0] ?? '' })}
          </p>
        </div>
        <Switch id={id} aria-describedby={`${id}-hint`} checked={enabled} onCheckedChange={setEnabled} />
      </div>
      <div className="columns-2 gap-8 max-md:columns-1">
        {groups.map(({ group, items }) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-12 font-medium text-ink-3">
              {t(group === 'selection' ? 'command.group.selection_plain' : `command.group.${group}`)}
            </h3>
            <dl>
              {items.map((command) => (
                <div key={command.id} className="flex min-h-7 items-center gap-2">
                  <dt className="min-w-0 flex-1 truncate">{command.label}</dt>
                  <dd>
                    <Strokes command={command} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Strokes({ command }: { command: Command }) {
  const t = useT();
  return (
    <span className="flex items-center gap-1">
      {strokesOf(command.shortcut ?? '').map((stroke, index) => (
        <span key={stroke} className="flex items-center gap-1">
          {index > 0 && <span className="text-11 text-ink-3">{t('shortcuts.then')}</span>}
          {keyCaps(stroke).map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
