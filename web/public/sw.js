/*
 * Keeps the app readable without a network: its page and code, and the answers of the API that were read
 * last. The network always comes first for what may change; what is kept answers only where there is none.
 * Answers are kept for one person at a time, and the page throws them away when that person signs out.
 * And shows what is pushed to this browser, whether a page is open or not.
 */
const SHELL = 'kith-shell';
const DATA = 'kith-data-';
/** So many answers are kept; code is kept as long as the release names it. */
const MOST = 500;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The page says who is here. */
self.addEventListener('message', (event) => {
  const { user, sparing } = event.data;
  // Whoever pays for each megabyte gets the code of what they open.
  event.waitUntil(Promise.all([keepFor(user), sparing ? null : keepCode()]));
});

/** The same told again of the same record takes the place of what is on the screen. */
self.addEventListener('push', (event) => {
  const { title, body, path, tag, id } = event.data.json();
  const options = { body, tag, renotify: true, icon: '/icons/icon-192.png', data: { path, id } };
  event.waitUntil(self.registration.showNotification(title, options));
});

/** Opens what a notification is about, in a window of Kith where there is one. */
self.addEventListener('notificationclick', (event) => {
  const { path, id } = event.notification.data;
  event.notification.close();
  const open = async () => {
    const windows = await self.clients.matchAll({ type: 'window' });
    const page = windows.find(({ url }) => isPage(new URL(url)) && !url.includes('/sign-in'));
    if (!page) return self.clients.openWindow(id ? `${path}#notification=${id}` : path);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a window of this origin, found above
    page.postMessage({ open: path, notification: id });
    return page.focus();
  };
  event.waitUntil(open());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url)) event.respondWith(page(event));
  } else if (isCode(url)) {
    event.respondWith(code(event));
  } else if (isData(url)) {
    event.respondWith(data(event));
  }
});

/** Addresses that the app itself answers; forms, documents and probes are other pages. */
const isPage = ({ pathname }) =>
  !/^\/(?:api|f|s|t|calendar(?=\/)|unsubscribe(?=\/)|healthz|readyz|metrics)(?:\/|$)/.test(pathname);

/** What never changes, because its name says what is in it; and the few files that belong to the page. */
const isCode = ({ pathname }) => /^\/(?:assets|icons)\/|^\/favicon\.svg$/.test(pathname);

/** Reading that makes sense later: no streams, no downloads, no search that nobody finishes. */
const isData = ({ pathname }) =>
  pathname.startsWith('/api/v1/') &&
  !/^\/api\/v1\/(?:events|auth|search|jobs|imports|files\/uploads|public)(?:\/|$)|\/content$|\.\w+$/.test(
    pathname,
  );

async function page(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok && isHtml(response)) keep(event, SHELL, '/', response.clone());
    return response;
  } catch (error) {
    const kept = await caches.match('/', { cacheName: SHELL });
    if (kept) return kept;
    throw error;
  }
}

async function code(event) {
  const kept = await caches.match(event.request.url, { cacheName: SHELL });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) keep(event, SHELL, event.request.url, response.clone());
  return response;
}

async function data(event) {
  try {
    const response = await fetch(event.request);
    if (response.ok && isKeepable(response)) keepData(event, response.clone());
    return response;
  } catch (error) {
    const cacheName = await dataCache();
    const kept = cacheName && (await caches.match(event.request.url, { cacheName, ignoreVary: true }));
    if (kept) return kept;
    throw error;
  }
}

const isHtml = (response) => typeOf(response).startsWith('text/html');
const isKeepable = (response) => /^(?:application\/json|image\/png)/.test(typeOf(response));
const typeOf = (response) => response.headers.get('content-type') ?? '';

function keep(event, cacheName, url, response) {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.put(url, response)));
}

function keepData(event, response) {
  const store = async () => {
    const cacheName = await dataCache();
    if (!cacheName) return;
    const cache = await caches.open(cacheName);
    await cache.put(event.request.url, response);
    // The oldest come first; a tenth at once, so that this is seldom.
    const all = await cache.keys();
    if (all.length > MOST) await Promise.all(all.slice(0, MOST / 10).map((old) => cache.delete(old)));
  };
  event.waitUntil(store());
}

async function dataCache() {
  return (await caches.keys()).find((name) => name.startsWith(DATA));
}

async function keepFor(user) {
  const mine = DATA + user;
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(DATA) && name !== mine);
  await Promise.all(others.map((name) => caches.delete(name)));
  await caches.open(mine);
}

/**
 * Fetches the page and all of its code, so that every screen and editor opens without a network too, and drops
 * the code of earlier releases. Most of it comes from the browser's own cache.
 */
async function keepCode() {
  const [html, list] = await Promise.all([
    fetch('/', { headers: { accept: 'text/html' } }),
    fetch('/code.json', { cache: 'no-cache' }),
  ]);
  if (!html.ok || !isHtml(html) || !list.ok) return;
  const cache = await caches.open(SHELL);
  const wanted = new Set(await list.json());
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  for (const path of wanted) {
    if (!known.has(path)) await cache.add(path);
  }
  await cache.put('/', html);
  for (const path of known) {
    if (path !== '/' && !wanted.has(path)) await cache.delete(path);
  }
}
