import type { Asked } from '../domain/installation-in-force';

/** How long it is waited for what the host says of roles. Rows are shown meanwhile, and nothing goes out. */
const PATIENCE_MS = 5000;

export const NO_ANSWER: Asked = { type: 'unread', why: 'The host did not answer.' };

/** Answers that mean "there is no such file": some hosts say so with 403. */
const ABSENT = [403, 404, 410];

/** Asks for `installation.json`; the service worker answers with the last one at once. */
export async function askForInstallation(): Promise<Asked> {
  try {
    const response = await fetch(new URL('installation.json', document.baseURI));
    if (response.ok) return { type: 'text', text: await response.text() };
    if (ABSENT.includes(response.status)) return { type: 'absent' };
    return { type: 'unread', why: `The host answered with ${response.status}.` };
  } catch {
    return { type: 'unread', why: 'The host could not be reached.' };
  }
}

/** An answer, or that there was none in time. */
export function inTime(asked: Promise<Asked>): Promise<Asked> {
  const late = new Promise<Asked>((resolve) => setTimeout(resolve, PATIENCE_MS, NO_ANSWER));
  return Promise.race([asked, late]);
}

let isNew = false;
let readNew = () => {
  isNew = true;
};
// Heard from the start on: the worker may have looked long before the library is open.
globalThis.navigator?.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'installation-changed') readNew();
});

/** Calls back when the service worker found that the host's file is another one than the one that it answered with, be it before. */
export function onNewInstallation(read: () => void): void {
  readNew = read;
  if (isNew) read();
}
