import { Search } from 'lucide-react';
import { useT } from '@/i18n/t';
import { keyCaps } from '@/lib/shortcut';
import { IconButton } from '@/ui/icon-button';
import { Kbd } from '@/ui/kbd';
import { useShell } from './shell-store';

const keys = keyCaps('mod+k');

/** Looks like a search box and opens the palette. */
export function SearchButton() {
  const t = useT();
  const collapsed = useShell((state) => state.collapsed);
  const setOpen = useShell((state) => state.setPaletteOpen);
  const icon = <Search size={16} strokeWidth={1.75} aria-hidden="true" />;
  if (collapsed) {
    return (
      <div className="mb-2">
        <IconButton
          label={t('shell.search')}
          keys={keys}
          tooltipSide="right"
          icon={icon}
          onClick={() => setOpen(true)}
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => setOpen(true)}
      className="mb-2.5 flex h-7.5 shrink-0 items-center gap-2 rounded-ctl border border-line bg-surface pr-1.5 pl-2 text-ink-3 shadow-btn hover:bg-hover"
    >
      {icon}
      <span className="flex-1 text-left">{t('shell.search')}</span>
      <Kbd tone="quiet">{keys.join(keys[0] === '⌘' ? '' : ' ')}</Kbd>
    </button>
  );
}
