import { useLive } from './live-store';

/** Whether somebody else changed the record a moment ago: as an attribute, for the tint. */
export function useFresh(id: string): true | undefined {
  return useLive(({ fresh }) => fresh.has(id)) || undefined;
}
