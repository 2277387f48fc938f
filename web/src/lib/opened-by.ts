const MARK = '#notification=';

// A window that the press on a pushed notification opened says in its address by which one. It is taken out
// of it while this module loads, before the router reads the address and keeps it as its own.
let pressed: string | null = null;
if (location.hash.startsWith(MARK)) {
  pressed = location.hash.slice(MARK.length);
  history.replaceState(history.state, '', location.pathname + location.search);
}

/** The notification whose press opened this window; told once. */
export function takeOpenedBy(): string | null {
  const id = pressed;
  pressed = null;
  return id;
}
