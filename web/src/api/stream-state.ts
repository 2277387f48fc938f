let open = false;

/** Whether the stream of events stands; what it tells need not be asked for. */
export const isStreamOpen = () => open;

export function setStreamOpen(next: boolean): void {
  open = next;
}
