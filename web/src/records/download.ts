import { keepSession } from '@/api/client';
import { saveAs } from '@/lib/save-as';

/**
 * Has the browser fetch a file. It does so by itself and cannot sign in again when the access token has
 * run out meanwhile, so the session is made sure of first.
 */
export async function download(address: string, name = ''): Promise<void> {
  await keepSession();
  saveAs(address, name);
}
