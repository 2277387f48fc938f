/**
 * Starts the worker that answers without a network, and tells it for whom it keeps what is read.
 * Browsers have one only where the page came over a safe connection.
 */
export function startWorker(user: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const tell = async () => {
    await serviceWorker.register('/sw.js');
    const { active } = await serviceWorker.ready;
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of this origin alone
    active?.postMessage({ user, sparing: connection?.saveData === true });
  };
  // Without it everything works but reading without a network.
  tell().catch(() => {});
}
