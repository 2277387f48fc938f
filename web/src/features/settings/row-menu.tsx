import { Ellipsis } from 'lucide-react';
import { useT } from '@/i18n/t';
import { DropdownMenu } from '@/ui/dropdown-menu';
import { IconButton } from '@/ui/icon-button';
import type { MenuEntry } from '@/ui/menu-types';

/** What else can be done with a row. Nothing to do, no button. */
export function RowMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  const t = useT();
  if (entries.length === 0) return <span className="size-7 shrink-0" />;
  const label = t('settings.actions_for', { name });
  return (
    <DropdownMenu
      label={label}
      align="end"
      entries={entries}
      trigger={
        <IconButton
          tooltip={false}
          label={label}
          icon={<Ellipsis size={16} strokeWidth={1.75} aria-hidden="true" />}
        />
      }
    />
  );
}
