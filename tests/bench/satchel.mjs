import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, chromiumPath } from '../support/chromium-args.mjs';

/** The built program in a browser of its own, driven by the buttons that a person presses. */
export async function openSatchel(address) {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: CHROMIUM_ARGS,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(600_000);
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const pid = () => Number(execFileSync('pgrep', ['-o', '-f', profile], { encoding: 'utf8' }).trim());
  return {
    context,
    page,
    pid,
    /** Seconds from choosing files until the last is ready. */
    async upload(files) {
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Upload' });
      const input = dialog.getByLabel('Browse files');
      await input.waitFor();
      const started = performance.now();
      await input.setInputFiles(files);
      await page.waitForFunction(
        (total) => {
          const text = document.querySelector('.dialog-foot [role=status]')?.textContent ?? '';
          return text.startsWith(`${total.toLocaleString()} of `) && !document.querySelector('.upload-total');
        },
        files.length,
        { polling: 20 },
      );
      const seconds = (performance.now() - started) / 1000;
      await dialog.getByRole('button', { name: 'Finish' }).click();
      await dialog.waitFor({ state: 'detached' });
      return seconds;
    },
    /** Seconds from pressing "Download" until the last byte of the zip is stored. */
    async downloadAll(type) {
      await page.getByRole('button', { name: 'Select all' }).click();
      const toolbar = page.getByRole('toolbar', { name: 'Selection' });
      await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: type });
      const started = performance.now();
      await toolbar.getByRole('button', { name: 'Download', exact: true }).click();
      await page.waitForFunction(
        () => /in the zip/.test(document.querySelector('.download-dialog [role=status]')?.textContent ?? ''),
        undefined,
        { polling: 20 },
      );
      const seconds = (performance.now() - started) / 1000;
      await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Close', exact: true }).click();
      return seconds;
    },
    /** Empties the cache of made files and the zips that wait, so that every round makes everything anew. */
    async clearMade() {
      await page.evaluate(async () => {
        const open = indexedDB.open('satchel');
        const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
        const transaction = db.transaction(['derivatives', 'jobs'], 'readwrite');
        transaction.objectStore('derivatives').clear();
        transaction.objectStore('jobs').clear();
        await new Promise((resolve) => (transaction.oncomplete = resolve));
        db.close();
      });
    },
    async dismissJobs() {
      for (const button of await page.getByRole('button', { name: /^Dismiss Download/ }).all()) await button.click();
    },
    close: () => context.close(),
  };
}
