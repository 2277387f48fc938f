import type { Command } from '@/lib/commands';
import { KindIcon } from '@/ui/kind-icon';

const made = new Map<string, NonNullable<Command['icon']>>();

/** The icon of a kind as the component that a command carries; the same one every time. */
export function kindIcons(name: string): NonNullable<Command['icon']> {
  let icon = made.get(name);
  if (!icon) {
    icon = ({ size = 16 }) => <KindIcon name={name} size={size} />;
    made.set(name, icon);
  }
  return icon;
}
