import { api } from '@/api/client';

/** Has the browser download a file. It asks by itself, so the session is renewed before, if it has to be. */
export async function saveFile(url: string): Promise<void> {
  // Whatever fails here fails in the download too, and says so there.
  await api.get('/me').catch(() => undefined);
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
