import { readStored, removeStored, writeStored } from './storage';

/** Whether this browser shows notifications of Kith: `ready` where nothing stands in the way. */
export type PushState = 'unsupported' | 'insecure' | 'denied' | 'ready';

/** What a push service is told to reach this browser, as the API takes it. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';

export function pushState(): PushState {
  if (!globalThis.isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return 'unsupported';
  }
  return Notification.permission === 'denied' ? 'denied' : 'ready';
}

/** Asks whether notifications may be shown; answers at once where that was decided before. */
export const askToNotify = async () => (await Notification.requestPermission()) === 'granted';

/** Makes sure that the browser takes pushes from whoever has this key. */
export async function takePushes(key: string): Promise<PushTarget> {
  await navigator.serviceWorker.register('/sw.js');
  // One that is being installed takes none yet.
  const { pushManager } = await navigator.serviceWorker.ready;
  let subscription = await pushManager.getSubscription();
  if (subscription && !hasKey(subscription, key)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys = {} } = subscription.toJSON();
  return { endpoint: endpoint ?? '', p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' };
}

function hasKey({ options }: PushSubscription, key: string): boolean {
  if (!options.applicationServerKey) return false;
  const bytes = String.fromCharCode(...new Uint8Array(options.applicationServerKey));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === key;
}

/** Takes no more pushes, and lets nothing stand on the screen. */
export async function leavePushes(): Promise<void> {
  removeStored('push');
  if (pushState() === 'unsupported') return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  (await shownPushes()).forEach((shown) => shown.close());
}

/** Who wanted pushes here, so that whoever signs in after them is asked anew. */
export const pushedPerson = () => readStored('push', isText);
export const rememberPushes = (person: string) => writeStored('push', person);

/** What stands on the screen of the device. */
export async function shownPushes(): Promise<Notification[]> {
  if (!('serviceWorker' in navigator)) return [];
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.getNotifications()) ?? [];
}
