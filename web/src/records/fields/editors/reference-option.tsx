import type { ComboboxOption } from '@/ui/combobox';
import { Avatar } from '@/ui/avatar';
import { Dot } from '@/ui/dot';
import type { DirectoryEntry } from '../../model/directory';

/** How a thing that can be referenced appears in a list of choices. */
export function referenceOption(entry: DirectoryEntry): ComboboxOption {
  const option: ComboboxOption = { value: entry.id, label: entry.title };
  if (entry.detail) option.detail = entry.detail;
  if (entry.hue !== undefined)
    option.icon = <Avatar name={entry.title} hue={entry.hue} picture={entry.picture} />;
  else if (entry.color !== undefined) option.icon = <Dot color={entry.color} />;
  return option;
}
