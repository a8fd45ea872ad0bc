import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching';
import { codeOf } from '../domain/errors';
import { type Handover, linkAmong, pageFor, SHARE_TARGET, senderOf } from '../domain/handed-over';
import { headersFor } from '../domain/isolation';
import { keepWaiting, sweepWaiting } from '../library/handed-over';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

/**
 * The operator may change this file without building anew: served from the cache at once, fetched meanwhile, and the pages are told
 * where it is another one. What is no good is kept too, so that its mistakes are shown; the page has the last good one.
 */
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

/**
 * Web Share Target, §4: another app's files come as a form. Whoever posts is answered, since nothing tells an app from a web page for
 * certain: so it only waits, and the page that is opened asks.
 */
async function takeOver(request: Request): Promise<Response> {
  const { scope } = self.registration;
  const go = (page: string) => Response.redirect(new URL(`./${page}`, scope).href, 303);
  await sweepWaiting(scope);
  try {
    const form = await request.formData();
    // A form in which no file was chosen sends an empty one without a name (HTML, "constructing the entry list").
    const given = form.getAll('files').filter((each) => each instanceof File);
    const files = given.filter(({ name, size }) => name !== '' || size > 0);
    const about: Handover = {
      at: Date.now(),
      from: senderOf(request.headers.get('Origin'), request.referrer, self.location.origin),
      link: linkAmong(['url', 'text', 'title'].map((name) => String(form.get(name) ?? ''))),
      files: files.map(({ name, type, size }) => ({ name, type, bytes: size })),
    };
    const any = files.length > 0 || about.link !== null;
    return go(pageFor(about, any ? await keepWaiting(scope, about, files) : null));
  } catch (error) {
    // No form: the page finds nothing that waits, and says so.
    return go(codeOf(error) === 'no-room' ? '#/assets?do=no-room' : '#/assets?do=take-files');
  }
}

async function respond(request: Request, path: string): Promise<Response> {
  const file = request.mode === 'navigate' && path === '' ? 'index.html' : path;
  // A cache that cannot be read for a moment (full disk, a browser that is busy) is no reason to show no page.
  const kept = await matchPrecache(file).catch(() => undefined);
  return kept ?? (await fetch(request));
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
  if (!response.ok) return response;
  const cache = await caches.open(INSTALLATION_CACHE);
  const before = await (await cache.match(INSTALLATION))?.text();
  await cache.put(INSTALLATION, response.clone());
  if (before !== undefined && before !== (await response.clone().text())) await tellPages('installation-changed');
  return response;
}

async function tellPages(what: string): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage(what);
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
