import { useT } from '@/i18n/t';
import { Kbd } from '@/ui/kbd';

/** What the keys do here. Phones have none. */
export function PaletteFooter({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useT();
  return (
    <div className="flex h-9 shrink-0 items-center gap-4 border-t border-line px-4 text-12 text-ink-3 max-md:hidden">
      <span className="inline-flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        {t('command.move')}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Kbd>↵</Kbd>
        {t('command.run')}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Kbd>&gt;</Kbd>
        {t('command.commands_only')}
      </span>
      <button
        type="button"
        onClick={onShortcuts}
        className="ml-auto inline-flex min-h-6 items-center gap-1.5 rounded-tag hover:text-ink"
      >
        <Kbd>?</Kbd>
        {t('command.all_shortcuts')}
      </button>
    </div>
  );
}
