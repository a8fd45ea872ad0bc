import { signal } from '@preact/signals';
import { workIsRunning } from './jobs';
import { alertPerson, tell } from './messages';

const RELOADED_FOR_ISOLATION = 'satchel:reloaded-for-isolation';

/** Whether the browser is cut off; everything works, so this is only told. */
export const offline = signal(globalThis.navigator?.onLine === false);
globalThis.addEventListener?.('online', () => (offline.value = false));
globalThis.addEventListener?.('offline', () => (offline.value = true));

/** How long the first visit waits for the worker; on a slow line the page starts without, and offers the reload later. */
const PATIENCE_MS = 8000;

const supported = () => 'serviceWorker' in navigator && globalThis.isSecureContext && import.meta.env.PROD;

function register(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
}

/**
 * On hosts that set no isolation headers the service worker adds them, from the next load on: so the first visit
 * reloads once, before anything else happens. A forced reload passes by the worker and is answered the same way.
 * @returns true where the page is about to reload
 */
export async function isolateByReload(): Promise<boolean> {
  if (globalThis.crossOriginIsolated) {
    sessionStorage.removeItem(RELOADED_FOR_ISOLATION);
    return false;
  }
  if (!supported() || sessionStorage.getItem(RELOADED_FOR_ISOLATION)) return false;
  const ready = register().then(() => navigator.serviceWorker.ready);
  const outcome = await Promise.race([
    ready.then(
      () => 'ready' as const,
      () => 'refused' as const,
    ),
    new Promise<'late'>((resolve) => setTimeout(resolve, PATIENCE_MS, 'late')),
  ]);
  if (outcome === 'ready') {
    reloadForIsolation();
    return true;
  }
  if (outcome === 'late') {
    void ready.then(() =>
      tell('The picture engine is ready', { lasting: true, action: { label: 'Reload', run: reloadForIsolation } }),
    );
  }
  return false;
}

function reloadForIsolation(): void {
  sessionStorage.setItem(RELOADED_FOR_ISOLATION, '1');
  location.reload();
}

/** Registers the service worker and tells when a new version waits. It never reloads by itself. */
export async function watchForUpdates(): Promise<void> {
  if (!supported()) return;
  try {
    const registration = await register();
    if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(registration);
      });
    });
  } catch (error) {
    // A page opened from a host that blocks service workers still works while it is online.
    console.info('Satchel will not work offline here.', error);
  }
}

let offered = false;

function offerUpdate(registration: ServiceWorkerRegistration): void {
  if (offered) return;
  offered = true;
  tell('A new version is ready', {
    lasting: true,
    action: { label: 'Reload', run: () => void takeUpdate(registration) },
  });
}

async function takeUpdate(registration: ServiceWorkerRegistration): Promise<void> {
  offered = false;
  if (workIsRunning()) {
    alertPerson('Work is still running. Reload when it is done, or cancel it in Jobs first.', {
      action: { label: 'Try again', run: () => void takeUpdate(registration) },
    });
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  if (registration.waiting) registration.waiting.postMessage('skip-waiting');
  else location.reload();
}
