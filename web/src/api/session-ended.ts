type Listener = () => void;

const listeners = new Set<Listener>();

/** Called when the refresh token is gone too: the app then asks for the password over the page. */
export function onSessionEnded(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function sessionEnded(): void {
  for (const listener of listeners) listener();
}
