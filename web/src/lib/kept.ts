/** Throws away what the worker kept for reading without a network: nobody reads it after signing out. */
export async function forgetKept(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('kith-data-')).map((name) => caches.delete(name)));
}
