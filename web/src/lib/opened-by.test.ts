import { expect, it, vi } from 'vitest';

it('takes the pressed notification out of the address before anybody reads it, and tells it once', async () => {
  history.replaceState({ kept: 1 }, '', '/tasks/1?tab=notes#notification=abc');
  vi.resetModules();
  const { takeOpenedBy } = await import('./opened-by');
  expect(location.pathname + location.search + location.hash).toBe('/tasks/1?tab=notes');
  expect(history.state).toEqual({ kept: 1 });
  expect(takeOpenedBy()).toBe('abc');
  expect(takeOpenedBy()).toBeNull();
});

it('leaves other addresses as they are', async () => {
  history.replaceState(null, '', '/tasks#section');
  vi.resetModules();
  const { takeOpenedBy } = await import('./opened-by');
  expect(location.hash).toBe('#section');
  expect(takeOpenedBy()).toBeNull();
});
