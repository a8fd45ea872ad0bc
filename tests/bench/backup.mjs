// The figures of backup: into a folder against `cp -r` and `sha256sum`, a second time, restoring, and reading every original again.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pssOfTree, watchPeak } from './memory.mjs';
import { openSatchel } from './satchel.mjs';

const PIECE = 10_000_000;
const FOLDER = 'Backups';

/** A folder of the browser's private file system stands in for the one that a person would pick. */
const standIn = (name) => {
  const pick = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  Object.assign(globalThis, { showDirectoryPicker: pick });
};

const seconds = (work) => {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
};

/**
 * @param {object} bench
 * @param {{ address: string }} bench.program
 * @param {string} bench.scratch
 * @param {number} bench.megabytes of all originals
 * @param {(line: string) => void} bench.print
 * @param {(figure: string, value: number, must: number, aim: number, better?: boolean, unit?: string) => void} bench.report
 */
export async function benchBackup({ program, scratch, megabytes, print, report }) {
  print(`backup: ${megabytes.toLocaleString()} MB of originals`);
  const count = Math.round((megabytes * 1e6) / PIECE);
  const satchel = await openSatchel(program.address);
  const { page, context } = satchel;
  await context.addInitScript(standIn, FOLDER);
  await page.goto('about:blank');
  await page.goto(new URL('__seed.html', program.address).href);
  for (let i = 0; i < count; i++) {
    await page.evaluate(([n, size]) => window.seedBytes(`piece ${n}.bin`, size), [i, PIECE]);
  }
  await page.goto(new URL('#/settings/backup', program.address).href);
  await page.getByRole('tab', { name: 'Backup' }).waitFor();
  await page.waitForTimeout(8000);

  const folder = join(scratch, 'backup-pieces');
  mkdirSync(folder);
  const piece = Buffer.alloc(PIECE);
  for (let i = 0; i < count; i++) {
    for (let at = 0; at < PIECE; at += 4096) piece.writeUInt32LE((at * 2654435761 + i) >>> 0, at);
    writeFileSync(join(folder, `piece ${i}.bin`), piece);
  }
  const copy = join(scratch, 'backup-copy');
  const line = seconds(() =>
    execFileSync('sh', ['-c', `cp -r '${folder}' '${copy}' && cd '${copy}' && sha256sum * > manifest.txt && sync`]),
  );
  const hashing = seconds(() => execFileSync('sh', ['-c', `cd '${folder}' && sha256sum * > /dev/null`]));
  rmSync(copy, { recursive: true });
  rmSync(folder, { recursive: true });

  const idle = pssOfTree(satchel.pid());
  const backUp = async () => {
    const begun = performance.now();
    const last = await page.evaluate(readLast);
    await page.getByRole('button', { name: 'Back up to a folder' }).click();
    while ((await page.evaluate(readLast)) === last) await page.waitForTimeout(50);
    return (performance.now() - begun) / 1000;
  };
  const watch = watchPeak(satchel.pid());
  const first = await backUp();
  const peak = watch.stop() - idle;
  report('backup into a folder, of cp -r and sha256sum', line / first, 0.3, 0.7, true, ' ×');
  report('its peak memory over idle', peak / 1e6, 300, 150, false, ' MB');
  report('a second backup with nothing new, of the first', (await backUp()) / first, 0.05, 0.01, false, ' ×');

  await page.goto(new URL('#/settings/storage', program.address).href);
  await page.getByRole('button', { name: 'Check every original', exact: true }).click();
  const begun = performance.now();
  await page
    .getByText(/every byte is as it came/)
    .first()
    .waitFor();
  report('checking every original, of sha256sum', hashing / ((performance.now() - begun) / 1000), 0.7, 1.5, true, ' ×');

  await page.goto(new URL('#/settings/backup', program.address).href);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore', exact: true });
  // Into a library that is made anew: its rows and bytes go, the folder stays.
  await page.evaluate(async () => {
    const request = indexedDB.deleteDatabase('satchel');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
      request.onerror = resolve;
    });
  });
  await page.goto('about:blank');
  await page.goto(program.address);
  await page.getByRole('button', { name: 'Restore a backup' }).click();
  await dialog.getByRole('button', { name: 'Choose folder' }).click();
  await dialog.getByRole('radio', { name: 'Merge into this library' }).waitFor();
  const rest = pssOfTree(satchel.pid());
  const watching = watchPeak(satchel.pid());
  const restoring = performance.now();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText(/were restored/).waitFor();
  report('restoring, of the same command line', line / ((performance.now() - restoring) / 1000), 0.25, 0.6, true, ' ×');
  report('its peak memory over idle', (watching.stop() - rest) / 1e6, 300, 150, false, ' MB');
  await satchel.close();
}

/** When the last backup was, as the library keeps it. */
async function readLast() {
  const open = indexedDB.open('satchel');
  const db = await new Promise((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const request = db.transaction('settings').objectStore('settings').get('backup:last');
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  db.close();
  return request.result?.value?.at ?? 0;
}
