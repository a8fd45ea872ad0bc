import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApp } from '../support/app';
import { expectWhole, filesOnDisk, kept } from '../support/rows';
import { fixture } from '../support/tools';

/** Kills every process of the browser that has this profile, as a power cut would. */
function killBrowser(profile: string): void {
  spawnSync('pkill', ['-9', '-f', profile]);
}

/** Distinct pictures: trailing bytes after a JPEG's end change the hash and nothing else. */
const pictures = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: `picture ${String(i).padStart(2, '0')}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([readFileSync(fixture('located.jpg')), Buffer.from([i, i >> 8])]),
  }));

test('a browser killed in the middle of an upload: nothing lost, nothing half, and it goes on', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-kill-'));
  const files = pictures(30);
  const first = await openApp({ profile });
  await first.page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  await first.page.getByLabel('Browse files').setInputFiles(files);
  await expect.poll(async () => (await kept(first.page)).assets.length).toBeGreaterThan(4);
  killBrowser(profile);
  await first.context.close().catch(() => {});

  const second = await openApp({ profile });
  const { page } = second;
  const after = await expectWhole(page);
  expect(after.assets.length).toBeGreaterThan(4);
  // What was stored is examined now, without being asked.
  await expect
    .poll(async () => (await kept(page)).assets.every((asset) => asset.state === 'ready'), { timeout: 60_000 })
    .toBe(true);

  await page.getByRole('link', { name: 'Uploads' }).click();
  if (after.assets.length < files.length) {
    await page.getByRole('heading', { name: /not in the library$/ }).waitFor();
    await page.getByRole('button', { name: 'Add the missing files' }).click();
    const dialog = page.getByRole('dialog', { name: 'Upload' });
    // The same folder again: what had arrived is skipped.
    await dialog.getByLabel('Browse files').setInputFiles(files);
    await dialog.getByText('in the library').waitFor();
    await page.waitForFunction(() => !document.querySelector('.upload-total'));
    await dialog.getByRole('button', { name: 'Finish' }).click();
  } else {
    await page.getByRole('button', { name: 'Finish' }).click();
  }
  await expect.poll(async () => (await kept(page)).assets.length, { timeout: 60_000 }).toBe(files.length);
  const names = (await kept(page)).assets.map((asset) => asset.fileName);
  expect(new Set(names).size).toBe(files.length);
  await expect.poll(() => page.getByText('Every upload is finished.').count()).toBe(1);
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await expect.poll(() => page.getByText('Not finalised').count()).toBe(0);
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test('a browser killed in the middle of an export: the library is whole and no half zip stays', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-kill-'));
  const first = await openApp({ profile });
  await first.upload(pictures(12));
  await first.settled();
  await first.page.getByRole('button', { name: 'Select all' }).click();
  const toolbar = first.page.getByRole('toolbar', { name: 'Selection' });
  await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: 'AVIF 2048' });
  await toolbar.getByRole('button', { name: 'Download' }).click();
  await first.page.getByRole('dialog', { name: 'Download' }).getByRole('listitem').first().waitFor();
  killBrowser(profile);
  await first.context.close().catch(() => {});

  const second = await openApp({ profile });
  expect((await expectWhole(second.page)).assets.length).toBe(12);
  await expect.poll(() => filesOnDisk(second.page), { timeout: 15_000 }).toEqual([]);
  expect((await second.download('picture 03.jpg', 'Thumbnail 400')).name).toBe('picture 03.jpg');
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test('two tabs see each other’s changes', async () => {
  const app = await openApp();
  const other = await app.context.newPage();
  await other.goto(app.address);
  await other.getByRole('button', { name: 'Try with sample pictures' }).waitFor();
  await app.page.bringToFront();
  await app.upload([fixture('photo.png'), fixture('photo.webp')]);
  await other.getByRole('gridcell', { name: 'photo.png' }).waitFor();
  await expect.poll(() => other.getByRole('gridcell').count()).toBe(2);
  await expect.poll(() => other.getByRole('gridcell', { name: 'photo.webp' }).locator('img').count()).toBe(1);
  await app.close();
});

test('an upload whose dialog is cancelled keeps what had arrived, in Uploads', async () => {
  const app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png')], { finish: false });
  await page.getByRole('dialog', { name: 'Upload' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('gridcell', { name: 'photo.png' }).getByText('Not finalised').waitFor();
  await page.getByRole('link', { name: 'Uploads' }).click();
  await page.getByRole('listitem', { name: 'photo.png' }).waitFor();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Every upload is finished.').waitFor();
  await app.close();
});
