import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching';
import { HANDED_OVER_CACHE, NAME_HEADER, pageFor, SHARE_TARGET } from '../domain/handed-over';
import { headersFor } from '../domain/isolation';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

/** The operator may change this file without building anew: served from the cache at once, fetched for the next time. */
const INSTALLATION = 'installation.json';
const INSTALLATION_CACHE = 'satchel-installation';

precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();

self.addEventListener('install', (event) => {
  event.waitUntil(refreshInstallation().catch(() => {}));
});

// The first visit needs a controlled page (isolation, offline); a later version waits until the person says "Reload".
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin || !url.href.startsWith(self.registration.scope)) return;
  const path = url.href.slice(self.registration.scope.length).replace(/[?#].*$/, '');
  if (event.request.method === 'POST' && path === SHARE_TARGET) event.respondWith(takeOver(event.request));
  if (event.request.method !== 'GET') return;
  if (path === INSTALLATION) event.respondWith(installation(event).then((response) => guarded(response, path)));
  else event.respondWith(respond(event.request, path).then((response) => guarded(response, path)));
});

/** Web Share Target, §4: another app's files come as a form. They wait in a cache for the page that is opened. */
async function takeOver(request: Request): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll('files').filter((each) => each instanceof File);
  const texts = ['url', 'text', 'title'].map((name) => String(form.get(name) ?? ''));
  await caches.delete(HANDED_OVER_CACHE);
  const cache = await caches.open(HANDED_OVER_CACHE);
  for (const [i, file] of files.entries()) {
    const headers = { 'Content-Type': file.type, [NAME_HEADER]: encodeURIComponent(file.name) };
    await cache.put(new URL(`${SHARE_TARGET}/${i}`, self.registration.scope), new Response(file, { headers }));
  }
  const page = pageFor(
    files.map(({ name }) => name),
    texts,
  );
  return Response.redirect(new URL(`./${page}`, self.registration.scope).href, 303);
}

async function respond(request: Request, path: string): Promise<Response> {
  const file = request.mode === 'navigate' && path === '' ? 'index.html' : path;
  return (await matchPrecache(file)) ?? (await fetch(request));
}

async function installation(event: FetchEvent): Promise<Response> {
  const cached = await caches.match(INSTALLATION, { cacheName: INSTALLATION_CACHE });
  const fresh = refreshInstallation();
  if (!cached) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  return cached;
}

async function refreshInstallation(): Promise<Response> {
  const response = await fetch(INSTALLATION, { cache: 'no-cache' });
  if (response.ok) await (await caches.open(INSTALLATION_CACHE)).put(INSTALLATION, response.clone());
  return response;
}

/** Adds what the host may not have sent: isolation, and the policies of workers. */
function guarded(response: Response, path: string): Response {
  // An opaque or failed response cannot be copied.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(path))) headers.set(name, value);
  const body = [101, 204, 205, 304].includes(response.status) ? null : response.body;
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}
