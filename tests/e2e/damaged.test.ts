import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { damage, patchAsset } from '../support/rows';
import { fixture, has, run } from '../support/tools';

/** What a disk has lost is not handed out as if it were the original, and troubles that pass do not stay. */
let app: App;
afterEach(() => app.close());

async function zipNames(page: Page, type: string): Promise<{ names: string[]; notIncluded: string }> {
  await page.getByRole('button', { name: 'Select all' }).click();
  const toolbar = page.getByRole('toolbar', { name: 'Selection' });
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: type });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    toolbar.getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'satchel-damaged-'));
  run('unzip', ['-q', await download.path(), '-d', folder]);
  await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Close', exact: true }).click();
  const names = readdirSync(folder).sort();
  const listed = names.includes('Not included.txt') ? readFileSync(join(folder, 'Not included.txt'), 'utf8') : '';
  rmSync(folder, { recursive: true });
  return { names, notIncluded: listed };
}

const DAMAGED = /bytes of this file are (?:damaged where they are kept|not in the library any more)/;

test.skipIf(!has('unzip'))(
  'damaged bytes are refused by name at each way out, and mended by the same file',
  async () => {
    app = await openApp();
    const { page } = app;
    await app.upload([fixture('photo.png'), fixture('located.jpg')]);
    await app.settled();
    for (const how of ['cut', 'other bytes', 'gone'] as const) {
      await damage(page, 'located.jpg', how);
      for (const type of ['Original', 'Web 1600']) {
        await page.getByRole('combobox', { name: 'Download type for located.jpg' }).selectOption({ label: type });
        await page.getByRole('button', { name: 'Download located.jpg', exact: true }).click();
        const refusal = page.getByRole('alert').filter({ hasText: 'located.jpg could not be downloaded.' });
        await expect.poll(() => refusal.last().textContent()).toMatch(DAMAGED);
        await refusal.last().getByRole('button', { name: 'Dismiss' }).click();
      }
      const { names, notIncluded } = await zipNames(page, 'Original');
      expect(names).toEqual(['Not included.txt', 'photo.png']);
      expect(notIncluded).toMatch(/^located\.jpg: /m);
      expect(notIncluded).toMatch(DAMAGED);
      if (how !== 'other bytes') {
        await page.getByRole('button', { name: 'More actions for located.jpg' }).click();
        await page.getByRole('menuitem', { name: 'Clone', exact: true }).click();
        await expect.poll(() => page.getByRole('alert').last().textContent()).toMatch(/Nothing was cloned/);
        expect(await page.getByRole('alert').last().textContent()).toContain('located.jpg');
        await page.getByRole('alert').last().getByRole('button', { name: 'Dismiss' }).click();
      }
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
      const upload = page.getByRole('dialog', { name: 'Upload' });
      await upload.getByLabel('Browse files').setInputFiles(fixture('located.jpg'));
      await upload.getByText('this file has mended them').waitFor();
      await upload.getByRole('button', { name: 'Finish' }).click();
      const { path } = await app.download('located.jpg', 'Original');
      expect(readFileSync(path).equals(readFileSync(fixture('located.jpg')))).toBe(true);
    }
    expect(app.errors).toEqual([]);
  },
);

test('a file that was cut on the disk itself, or taken away there, is refused too', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-disk-'));
  app = await openApp({ profile });
  const sizes = { 'cut.bin': 300_000, 'gone.bin': 310_000 };
  await app.upload(
    Object.entries(sizes).map(([name, size]) => ({ name, mimeType: '', buffer: Buffer.alloc(size, name) })),
  );
  await app.settled();
  await app.close();
  for (const path of readdirSync(profile, { recursive: true, encoding: 'utf8' })) {
    const file = join(profile, path);
    if (!path.includes('.indexeddb.blob') || !statSync(file).isFile()) continue;
    if (statSync(file).size === sizes['cut.bin']) truncateSync(file, 150_000);
    else if (statSync(file).size === sizes['gone.bin']) unlinkSync(file);
  }
  app = await openApp({ profile });
  const { page } = app;
  for (const name of Object.keys(sizes)) {
    await page.getByRole('button', { name: `Download ${name}`, exact: true }).click();
    const refusal = page.getByRole('alert').filter({ hasText: `${name} could not be downloaded.` });
    await expect.poll(() => refusal.textContent()).toMatch(DAMAGED);
  }
  await app.close();
  rmSync(profile, { recursive: true });
});

test('what failed for a reason that passes is tried again: at a start three times, by “Retry”, by the same file', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('photo.webp')]);
  await app.settled();
  const picture = (name: string) => page.getByRole('gridcell', { name }).locator('img');
  // A picture whose previews are lost gets them again.
  await patchAsset(page, 'photo.png', {});
  await page.reload();
  await picture('photo.png').waitFor();
  // As older libraries have it.
  await patchAsset(page, 'photo.png', { state: 'failed', failure: 'too-slow' });
  await page.reload();
  await picture('photo.png').waitFor();
  // Tried often enough: it waits for somebody to ask.
  await patchAsset(page, 'photo.png', { state: 'failed', failure: 'worker-start', attempts: 3 });
  await page.reload();
  const cell = page.getByRole('gridcell', { name: 'photo.png' });
  await cell.getByText('The picture engine did not start').waitFor();
  await picture('photo.webp').waitFor();
  await cell.getByRole('button', { name: 'Retry photo.png' }).click();
  await picture('photo.png').waitFor();
  // The same bytes once more take nothing over from it.
  await patchAsset(page, 'photo.webp', { state: 'failed', failure: 'out-of-memory', attempts: 3 });
  await page.reload();
  await page.getByRole('gridcell', { name: 'photo.webp' }).getByText('needs more memory').waitFor();
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  const upload = page.getByRole('dialog', { name: 'Upload' });
  const again = { name: 'again.webp', mimeType: 'image/webp', buffer: readFileSync(fixture('photo.webp')) };
  await upload.getByLabel('Browse files').setInputFiles(again);
  await upload.getByRole('button', { name: 'Add anyway' }).click();
  await upload.getByRole('button', { name: 'Finish' }).click();
  await picture('again.webp').waitFor();
  await picture('photo.webp').waitFor();
  expect(app.errors).toEqual([]);
});
