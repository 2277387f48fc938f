import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';

/** For what takes effect at once; a form that is saved uses a Checkbox. */
export function Switch(props: Omit<ComponentProps<typeof Radix.Root>, 'children' | 'className'>) {
  return (
    <Radix.Root
      className="touch-target relative h-4.5 w-8 shrink-0 rounded-full bg-line-strong transition-colors duration-80 disabled:opacity-50 data-[state=checked]:bg-accent"
      {...props}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-on-accent transition-transform duration-120 data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
