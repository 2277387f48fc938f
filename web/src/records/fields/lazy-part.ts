import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** A component whose code comes when it is first drawn, or before, when it is likely to be needed next. */
export type LazyPart<Props> = LazyExoticComponent<ComponentType<Props>> & { preload: () => void };

export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  return Object.assign(
    lazy(async () => ({ default: await load() })),
    {
      // Without a network nothing is lost: drawing it asks again, and says so.
      preload: () => void load().catch(() => {}),
    },
  );
}
