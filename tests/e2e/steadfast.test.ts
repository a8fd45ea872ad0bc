import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { rowsOf } from '../support/rows';
import { fixture, has, run } from '../support/tools';

/** What must hold when the disk is full, the browser dies, the clock moves or the tab was closed. */
let app: App;
afterEach(() => app.close());

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    name: `file ${i}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(`text ${i}`),
  }));

interface Stored {
  assets: { title: string; deletedAt: number; fields: Record<string, unknown> }[];
  undo: { undone: number }[];
}

const stored = async (page: Page) => (await rowsOf(page, ['assets', 'undo'])) as unknown as Stored;

async function openBulkEdit(page: Page, count: number) {
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  return page.getByRole('dialog', { name: `Edit ${count} assets` });
}

test('a full quota in the middle of a bulk edit: nothing is changed, and with room made it goes through', async () => {
  app = await openApp({ quota: 3_000_000 });
  const { page } = app;
  await app.upload(many(40));
  await app.settled();
  const edit = await openBulkEdit(page, 40);
  // Text that cannot be compressed: Chromium packs long values before it counts them.
  const text = randomBytes(150_000).toString('base64');
  await edit.getByLabel('Description', { exact: true }).fill(text);
  await edit.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('no room left').waitFor();
  const full = await stored(page);
  expect(full.assets.map((asset) => asset.fields.description)).toEqual(Array(40).fill(undefined));
  expect(full.undo).toEqual([]);
  await app.liftQuota();
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  const done = await stored(page);
  expect(done.assets.every((asset) => asset.fields.description === text)).toBe(true);
  expect(done.undo.length).toBe(1);
});

test('a browser killed in the middle of a bulk edit or a delete: all of it or nothing, with its step', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-kill-'));
  app = await openApp({ profile });
  await app.upload(many(60));
  await app.settled();
  // Ended properly once: what a browser itself does with a profile in its first seconds is not what is looked at here.
  await app.close();
  app = await openApp({ profile });
  for (const [round, wait] of [0, 15, 40, 90].entries()) {
    const before = await stored(app.page);
    if (round % 2 === 0) {
      const edit = await openBulkEdit(app.page, 60);
      await edit.getByLabel('Headline', { exact: true }).fill(`round ${round}`);
      await edit.getByRole('button', { name: 'Save' }).click({ noWaitAfter: true });
    } else {
      await app.page.getByRole('button', { name: 'Select all' }).click();
      await app.page.keyboard.press('Delete');
      await app.page.getByRole('button', { name: 'Ok' }).click({ noWaitAfter: true });
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    spawnSync('pkill', ['-9', '-f', profile]);
    await app.context.close().catch(() => {});
    app = await openApp({ profile });
    const after = await stored(app.page);
    expect(after.assets.length).toBe(60);
    expect(new Set(after.assets.map((asset) => asset.fields.headline)).size).toBe(1);
    expect(new Set(after.assets.map((asset) => asset.deletedAt > 0)).size).toBe(1);
    const done = (rows: Stored) => rows.undo.filter((step) => step.undone === 0).length;
    const state = (rows: Stored) => `${rows.assets[0]?.fields.headline} ${(rows.assets[0]?.deletedAt ?? 0) > 0}`;
    expect(done(after) - done(before)).toBe(state(after) === state(before) ? 0 : 1);
    if ((after.assets[0]?.deletedAt ?? 0) > 0) {
      // The library is open, and knows that nothing living is in it.
      await app.page.getByRole('button', { name: 'Try with sample pictures' }).waitFor();
      await app.page.keyboard.press('Control+z');
      await app.page.getByRole('gridcell', { name: 'file 59.txt' }).waitFor();
    }
  }
  await app.close();
  rmSync(profile, { recursive: true, force: true });
});

test('Deleted is emptied when its time is over: found due twice, a day apart, and never after a jump of the clock', async () => {
  const DAY = 24 * 60 * 60 * 1000;
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('note.txt')]);
  await app.settled();
  await page.getByRole('gridcell', { name: 'note.txt' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Ok' }).click();
  await page.getByRole('gridcell', { name: 'note.txt' }).waitFor({ state: 'detached' });
  const start = Date.now();
  const on = async (days: number) => {
    await page.addInitScript(
      (time) => {
        const Real = Date;
        const offset = time - Real.now();
        class Moved extends Real {
          constructor(...args: unknown[]) {
            super(...((args.length > 0 ? args : [Real.now() + offset]) as []));
          }
          static override now = () => Real.now() + offset;
        }
        Object.assign(window, { Date: Moved });
      },
      start + days * DAY,
    );
    await page.goto('about:blank');
    await page.goto(app.address);
    await page.getByRole('gridcell', { name: 'photo.png' }).waitFor();
  };
  const count = async () => (await stored(page)).assets.length;
  await on(20);
  await page.getByRole('link', { name: /^Deleted/ }).click();
  await page.getByRole('gridcell', { name: 'note.txt' }).getByText('10 days left').waitFor();
  await on(70);
  await page.getByText('This device’s clock jumped').waitFor();
  expect(await count()).toBe(2);
  await on(70.5);
  expect(await count()).toBe(2);
  await on(71.6);
  await page.getByText('1 of the deleted assets went for good').waitFor();
  expect(await count()).toBe(1);
});

test('an empty file as a new version, and a tag of 100,000 characters', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png')]);
  await app.settled();
  await page.getByRole('button', { name: 'More actions for photo.png' }).click();
  await page.getByRole('menuitem', { name: 'Upload new version' }).click();
  const upload = page.getByRole('dialog', { name: 'Upload new version of photo.png' });
  await upload.getByLabel('Browse files').setInputFiles(fixture('empty.jpg'));
  await upload.getByText(/empty \(0 bytes\)/).waitFor();
  expect(await upload.getByRole('button', { name: 'Finish' }).isDisabled()).toBe(true);
  await upload.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('gridcell', { name: 'photo.png' }).focus();
  await page.keyboard.press('e');
  const edit = page.getByRole('dialog', { name: 'Edit photo.png' });
  const tag = 'tag'.repeat(33_334);
  await edit.getByLabel('Keywords', { exact: true }).fill(tag);
  await page.keyboard.press('Enter');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  const { assets } = await stored(page);
  expect(assets.map((asset) => asset.fields.keywords)).toEqual([[tag]]);
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('tagtag');
  await page.getByRole('gridcell', { name: 'photo.png' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(app.errors).toEqual([]);
});

test('an upload whose tab was closed goes on with its steps: categories and metadata, then "Finish"', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('photo.webp')], { finish: false });
  await page.reload();
  await page.getByRole('gridcell', { name: 'photo.png' }).getByText('Not finalised').waitFor();
  await page.getByRole('link', { name: 'Uploads' }).click();
  await page.getByRole('button', { name: 'Categories and metadata' }).click();
  const upload = page.getByRole('dialog', { name: 'Upload' });
  await upload.getByText('2 of 2 files in the library').waitFor();
  await upload.getByRole('button', { name: 'Next' }).click();
  await upload.getByRole('button', { name: 'Next' }).click();
  await upload.getByLabel('Credit line').fill('After all');
  await upload.getByLabel('Metadata for').selectOption({ label: 'photo.webp' });
  await upload.getByLabel('Title', { exact: true }).fill('The other');
  await upload.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Every upload is finished.').waitFor();
  const { assets } = await stored(page);
  expect(assets.map((asset) => [asset.title, asset.fields.credit]).sort()).toEqual([
    ['', 'After all'],
    ['The other', 'After all'],
  ]);
});

test.skipIf(!has('unzip') || !has('exiftool'))(
  'XMP sidecars and a table in zips, as far as the download type lets metadata out',
  async () => {
    app = await openApp();
    const { page } = app;
    const twin = { name: 'photo.png', mimeType: 'image/png', buffer: readFileSync(fixture('alpha.png')) };
    await app.upload([fixture('photo.png'), fixture('note.txt')]);
    await app.upload([twin]);
    await app.settled();
    const edit = await openBulkEdit(page, 3);
    await edit.getByLabel('Headline', { exact: true }).fill('Łódź, “harbour”');
    await edit.getByLabel('City', { exact: true }).fill('Łódź');
    await edit.getByLabel('Copyright notice', { exact: true }).fill('=1+1');
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: 'XMP sidecars in zips' }).check();
    await page.getByRole('checkbox', { name: 'Table of the metadata in zips' }).check();
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    const zipOf = async (type: string) => {
      await page.getByRole('button', { name: 'Select all' }).click();
      const toolbar = page.getByRole('toolbar', { name: 'Selection' });
      await toolbar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: type });
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        toolbar.getByRole('button', { name: 'Download', exact: true }).click(),
      ]);
      const folder = mkdtempSync(join(tmpdir(), 'satchel-sidecars-'));
      run('unzip', ['-q', await download.path(), '-d', folder]);
      await page.getByRole('dialog', { name: 'Download' }).getByRole('button', { name: 'Close', exact: true }).click();
      const files = run('ls', [folder]).trim().split('\n');
      return { files, read: (name: string) => readFileSync(join(folder, name), 'utf8'), folder };
    };
    const whole = await zipOf('Original');
    expect(whole.files.sort()).toEqual(
      [
        'Metadata.csv',
        'note.txt',
        'note.txt.xmp',
        'photo (2).png',
        'photo (2).png.xmp',
        'photo.png',
        'photo.png.xmp',
      ].sort(),
    );
    const tags = (folder: string, name: string) =>
      JSON.parse(run('exiftool', ['-json', '-XMP:all', join(folder, name)]))[0];
    expect(tags(whole.folder, 'photo (2).png.xmp')).toMatchObject({
      Headline: 'Łódź, “harbour”',
      City: 'Łódź',
      Rights: '=1+1',
    });
    const table = whole.read('Metadata.csv');
    expect(table).toContain('"Łódź, “harbour”"');
    expect(table).toContain('photo (2).png');
    expect(table).toContain("'=1+1");
    const web = await zipOf('Web 1600');
    expect(web.files.sort()).toEqual(
      ['Metadata.csv', 'Not included.txt', 'photo (2).jpg', 'photo (2).jpg.xmp', 'photo.jpg', 'photo.jpg.xmp'].sort(),
    );
    expect(tags(web.folder, 'photo.jpg.xmp').Headline).toBe('Łódź, “harbour”');
    expect(tags(web.folder, 'photo.jpg.xmp').City).toBeUndefined();
    expect(web.read('Metadata.csv')).not.toContain('City');
    const none = await zipOf('Thumbnail 400');
    expect(none.files.some((name) => name.endsWith('.xmp'))).toBe(false);
    expect(none.read('Metadata.csv')).not.toContain('Headline');
  },
);
