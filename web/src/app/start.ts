import { startMessages } from '@/i18n/languages';
import { hotkeys } from '@/lib/hotkeys';
import { watchSystemTheme } from '@/lib/theme';
import { useSingleKeys } from './commands/single-keys';

/** What has to be in place before the first component renders. */
export function startApp(): void {
  startMessages();
  watchSystemTheme();
  hotkeys.singleKeys = useSingleKeys.getState().enabled;
  window.addEventListener('keydown', hotkeys.handle);
}
