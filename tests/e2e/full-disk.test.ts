import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { expectWhole, filesOnDisk, kept } from '../support/rows';
import { fixture } from '../support/tools';

/** A disk that runs full at any step: whole or not at all, in the right words, and the next attempt works. */
let app: App;
afterEach(() => app.close());

/** Pictures of 100 kB and files of several sizes, each with bytes of its own that cannot be packed. */
const files = (named = '') => [
  ...Array.from({ length: 4 }, (_, i) => ({
    name: `${named}picture ${i}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([readFileSync(fixture('located.jpg')), Buffer.from([i]), Buffer.from(named)]),
  })),
  ...[20_000, 200_000, 700_000].map((size) => ({
    name: `${named}file of ${size}.bin`,
    mimeType: '',
    buffer: randomBytes(size),
  })),
];

/** What the dialog says of each file. */
const reasons = (page: Page) =>
  page
    .getByRole('dialog', { name: 'Upload' })
    .locator('.file-row')
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute('aria-label') ?? '', row.querySelector('.file-state')?.textContent ?? '']),
    );

/** What is there is whole, and of everything else the dialog says why. @returns what it says of each file */
async function expectSaid(page: Page): Promise<string[][]> {
  const there = new Set((await expectWhole(page)).assets.map((asset) => asset.fileName));
  const said = await reasons(page);
  for (const [name = '', words] of said) {
    const fits = /: Done$|no room left for its previews/;
    expect(`${name}: ${words}`).toMatch(there.has(name) ? fits : /There is no room left for it/);
  }
  return said;
}

const settled = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.upload-total'), undefined, { timeout: 60_000 });

test.each([150_000, 900_000])(
  'an upload with room for %i bytes: what fits is whole, the rest says so, and “Retry” goes on when there is room',
  async (quota) => {
    app = await openApp({ quota });
    const { page } = app;
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Upload' });
    const all = files();
    await dialog.getByLabel('Browse files').setInputFiles(all);
    await dialog.getByRole('list', { name: 'Files' }).waitFor();
    await settled(page);
    const said = await expectSaid(page);
    const failed = said.filter(([, words]) => words !== 'Done').length;
    expect(failed).toBeGreaterThan(0);
    await dialog.getByText(`${failed} had no room`).waitFor();

    await app.liftQuota();
    const retry = dialog.getByRole('button', { name: 'Retry' });
    for (let left = failed; left > 0; left--) {
      await retry.first().click();
      await expect.poll(() => retry.count()).toBeLessThan(left);
    }
    await dialog.getByText(`${all.length} of ${all.length} files in the library`).waitFor();
    await settled(page);
    await dialog.getByRole('button', { name: 'Finish' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^Uploads/ }).waitFor({ state: 'detached' });
    const rows = await expectWhole(page);
    expect(rows.assets.map((asset) => asset.state)).toEqual(all.map(() => 'ready'));
  },
);

/** Room is never lifted between: Chromium remembers for half a minute how much there was. */
test('the quota walked in steps: at each of them what fits is whole, and the rest waits in Uploads', async () => {
  app = await openApp({ quota: 150_000 });
  const { page } = app;
  const arrived: number[] = [];
  for (let step = 0; arrived.at(-1) !== files().length; step++) {
    await app.giveRoom(step * 200_000);
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Upload' });
    await dialog.getByLabel('Browse files').setInputFiles(files(`${step} `));
    await dialog.getByRole('list', { name: 'Files' }).waitFor();
    await settled(page);
    const said = await expectSaid(page);
    expect(said.length).toBe(files().length);
    arrived.push(said.filter(([, words]) => words !== undefined && !words.startsWith('There is no room')).length);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  expect(new Set(arrived).size).toBeGreaterThan(3);
  await expectWhole(page);
});

test('a new version, a zip and a share on a full disk: refused in the right words, and nothing half stays', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-full-'));
  app = await openApp({ profile });
  await app.upload(files());
  await app.settled();
  await app.close();
  app = await openApp({ profile, quota: 200_000 });
  const { page } = app;
  // Where a place can be chosen the program asks for one as long as there is no room here.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.reload();
  await page.getByRole('gridcell', { name: 'picture 0.jpg' }).waitFor();
  const before = await kept(page);
  const alert = page.getByRole('alert').filter({ hasText: /[Nn]o room left/ });
  await page.getByRole('button', { name: 'More actions for picture 0.jpg' }).click();
  await page.getByRole('menuitem', { name: 'Upload new version' }).click();
  const version = page.getByRole('dialog', { name: /^Upload new version of/ });
  const second = { name: 'second.bin', mimeType: '', buffer: randomBytes(400_000) };
  await version.getByLabel('Browse files').setInputFiles(second);
  await version.getByRole('button', { name: 'Finish' }).click();
  await alert.first().waitFor();
  expect(await kept(page)).toEqual(before);
  await page.reload();

  await page.getByRole('button', { name: 'Select all' }).click();
  const toolbar = page.getByRole('toolbar', { name: 'Selection' });
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: 'Original' });
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await toolbar.getByRole('button', { name: 'Download', exact: true }).click();
  await alert.first().waitFor();
  expect(downloads).toEqual([]);
  await expect.poll(() => filesOnDisk(page)).toEqual([]);
  await page.reload();

  // A share: neither its package nor a job that offers it is left.
  await page.getByRole('button', { name: 'More actions for picture 0.jpg' }).click();
  await page.getByRole('menuitem', { name: 'Share', exact: true }).click();
  const share = page.getByRole('dialog', { name: /^Share/ });
  await share.getByRole('radio', { name: 'File', exact: true }).check();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'no room left' }).waitFor();
  await expect.poll(() => filesOnDisk(page)).toEqual([]);
  expect(await page.getByText('Ready to save').count()).toBe(0);
  await app.liftQuota();
  expect(await kept(page)).toEqual(before);
  await app.close();

  app = await openApp({ profile });
  expect(await kept(app.page)).toEqual(before);
  await app.page.getByRole('gridcell', { name: 'picture 0.jpg' }).waitFor();
  await app.close();
  rmSync(profile, { recursive: true, force: true });
});
