import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApp } from '../support/app';
import { backUp, backupSettings, carried, FOLDER, fill, openWithFolder, restoreFrom } from '../support/backed-up';
import { copyOut, filesBelow, noFolderPicker, picture, writtenAt } from '../support/bag';
import { rowsOf } from '../support/rows';
import { exif, has, run, sha256 } from '../support/tools';

test('a bag that sha256sum proves, with originals, sidecars and rows; the second time nothing is written again', async () => {
  const app = await openWithFolder();
  const { page } = app;
  await fill(app);
  await backUp(app);
  await expect.poll(() => page.getByText(/^Last backup: .*, 0 assets are not in it/).count()).toBe(1);
  const bag = await copyOut(page, FOLDER);
  if (has('sha256sum')) {
    run('sh', ['-c', `cd '${bag}' && sha256sum --strict --quiet -c manifest-sha256.txt tagmanifest-sha256.txt`]);
  }
  const files = filesBelow(bag);
  const listed = readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8').trimEnd().split('\n');
  expect(files.filter((path) => path.startsWith('data/')).length).toBe(listed.length);
  const originals = files
    .filter((path) => /^data\/originals\/.*\.jpg$/.test(path))
    .map((path) => sha256(join(bag, path)));
  expect(originals.sort()).toEqual((await rowsOf(page, ['blobs'])).blobs.map(({ hash }) => hash).sort());
  expect(files).toContain('data/originals/Deleted/gone.jpg');
  expect(files.some((path) => path.endsWith('/pier 100_.jpg'))).toBe(true);
  const sidecar = files.find((path) => path.endsWith('/harbour.jpg.xmp'));
  if (has('exiftool')) expect(exif(join(bag, sidecar ?? ''))['XMP-dc:Title']).toBe('Boats “at” the pier');
  const lines = readFileSync(join(bag, 'data/library.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ table: 'backup', row: { format: 'satchel-backup', version: 1, assets: 3 } });
  expect(lines.filter(({ table }) => table === 'notes')).toHaveLength(1);
  expect(lines.some(({ table }) => table === 'undo' || table === 'carriers')).toBe(false);
  expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toMatch(/^Payload-Oxum: \d+\.\d+$/m);

  const before = await writtenAt(page, FOLDER);
  await app.upload([picture('new.jpg', 4)]);
  await backupSettings(page);
  await expect.poll(() => page.getByText(/^Last backup: .*, 1 asset is not in it/).count()).toBe(1);
  await backUp(app);
  const after = await writtenAt(page, FOLDER);
  const rewritten = Object.keys(before).filter((path) => before[path] !== after[path]);
  expect(rewritten.filter((path) => path.startsWith('data/originals/'))).toEqual([]);
  const added = Object.keys(after).filter((path) => !(path in before));
  expect(added.filter((path) => !/\/new\.jpg(?:\.xmp)?$/.test(path))).toEqual([]);
  expect(added.some((path) => path.endsWith('/new.jpg'))).toBe(true);
  expect(app.errors).toEqual([]);
  await app.close();
  rmSync(bag, { recursive: true });
});

test('restored in another browser everything is as it was, row by row; a damaged original is named and the rest comes', async () => {
  const app = await openWithFolder();
  await fill(app);
  await backUp(app);
  const bag = await copyOut(app.page, FOLDER);
  const wanted = await carried(app.page);
  await app.close();

  const other = await openApp();
  await noFolderPicker(other.context);
  await other.page.reload();
  const dialog = await restoreFrom(other.page, { folder: bag });
  await expect.poll(() => dialog.getByText('3 in 3 versions').count()).toBe(1);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('3 assets were restored').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => carried(other.page)).toEqual(wanted);
  await expect.poll(() => other.page.getByRole('gridcell', { name: 'Boats' }).count()).toBe(1);
  await other.close();

  const [original = ''] = filesBelow(bag).filter((path) => path.endsWith('/harbour.jpg'));
  const bytes = readFileSync(join(bag, original));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(join(bag, original), bytes);
  const third = await openApp();
  await noFolderPicker(third.context);
  await third.page.reload();
  const again = await restoreFrom(third.page, { folder: bag });
  await again.getByRole('button', { name: 'Restore', exact: true }).click();
  await again.getByText('2 assets were restored').waitFor();
  await expect
    .poll(() =>
      again
        .getByRole('list', { name: 'Damaged or missing' })
        .getByText(/^harbour\.jpg: .*damaged/)
        .count(),
    )
    .toBe(1);
  await third.close();
  rmSync(bag, { recursive: true });
});

test('zips of a chosen size, each a bag; in any order they restore, and a missing one is named', async () => {
  const app = await openApp();
  const { page } = app;
  await fill(app);
  const size = readFileSync(join(import.meta.dirname, '../fixtures/located.jpg')).length;
  await page.evaluate(async (zipBytes) => {
    const open = indexedDB.open('satchel');
    const db = await new Promise<IDBDatabase>((resolve) => (open.onsuccess = () => resolve(open.result)));
    const value = { folders: 'days', zipBytes, remindDays: 7 };
    const write = db.transaction('settings', 'readwrite');
    write.objectStore('settings').put({ key: 'backup:choices', value });
    await new Promise((resolve) => (write.oncomplete = resolve));
    db.close();
  }, size + 20_000);
  await page.reload();
  await backupSettings(page);
  const folder = mkdtempSync(join(tmpdir(), 'satchel-zips-'));
  const zips: string[] = [];
  page.on('download', (download) => {
    const path = join(folder, download.suggestedFilename());
    void download.saveAs(path).then(() => zips.push(path));
  });
  await page.getByRole('button', { name: 'Back up as zip files' }).click();
  await expect.poll(() => zips.length, { timeout: 60_000 }).toBeGreaterThan(1);
  await page
    .getByRole('status')
    .filter({ hasText: /Backed up as \d zip files/ })
    .waitFor();
  await expect.poll(() => zips.length).toBe(3);
  const wanted = await carried(page);
  await app.close();
  for (const zip of has('unzip') ? zips : []) {
    const out = mkdtempSync(join(tmpdir(), 'satchel-unzip-'));
    execFileSync('unzip', ['-q', zip, '-d', out]);
    const [root = ''] = filesBelow(out).map((path) => path.split('/')[0]);
    expect(`${root}.zip`).toBe(zip.split('/').at(-1));
    run('sh', [
      '-c',
      `cd '${join(out, root)}' && sha256sum --strict --quiet -c manifest-sha256.txt tagmanifest-sha256.txt`,
    ]);
    expect(existsSync(join(out, root, 'bagit.txt'))).toBe(true);
    rmSync(out, { recursive: true });
  }

  const other = await openApp();
  const [first = '', ...rest] = [...zips].sort().reverse();
  const dialog = await restoreFrom(other.page, { files: rest });
  await dialog.getByRole('alert').filter({ hasText: 'number 3 is missing' }).waitFor();
  await dialog.getByLabel('Choose files').setInputFiles([first, ...rest]);
  await expect.poll(() => dialog.getByRole('alert').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('3 assets were restored').waitFor();
  await expect.poll(() => carried(other.page)).toEqual(wanted);
  await other.close();
  rmSync(folder, { recursive: true });
});

test('replace asks twice and keeps what is here until the backup is here whole; merge keeps both and tells what gave way', async () => {
  const app = await openWithFolder();
  const { page } = app;
  await fill(app);
  await backUp(app);
  const wanted = await carried(page);
  // Since then: another title, and another picture.
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('gridcell', { name: 'Boats' }).focus();
  await page.keyboard.press('e');
  const edit = page.getByRole('dialog', { name: /^Edit/ });
  await edit.getByLabel('Title', { exact: true }).fill('A later title');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await app.upload([picture('later.jpg', 9)]);
  await app.settled();

  await backupSettings(page);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore', exact: true });
  await dialog.getByRole('button', { name: 'Choose folder' }).click();
  await dialog.getByRole('radio', { name: 'Merge into this library' }).check();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('3 were here already and were merged').waitFor();
  await dialog.getByRole('list', { name: 'Conflicts' }).getByText('“A later title” stays').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect((await rowsOf(page, ['assets'])).assets.map(({ title }) => title)).toContain('A later title');

  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByRole('button', { name: 'Choose folder' }).click();
  await dialog.getByRole('radio', { name: 'Replace this library' }).check();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  const sure = page.getByRole('dialog', { name: 'Replace this library?' });
  await sure.getByText('1 asset of them is not in the backup').waitFor();
  await sure.getByRole('button', { name: 'Ok' }).click();
  await dialog.getByText('3 assets were restored').waitFor();
  await expect.poll(() => carried(page)).toEqual(wanted);
  expect(app.errors).toEqual([]);
  await app.close();
});

test('a bag that somebody made by hand is added as an upload', async () => {
  const bag = mkdtempSync(join(tmpdir(), 'satchel-hand-'));
  execFileSync('mkdir', ['-p', join(bag, 'data/Summer')]);
  writeFileSync(join(bag, 'bagit.txt'), 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n');
  writeFileSync(join(bag, 'data/Summer/boat.jpg'), picture('', 1).buffer);
  writeFileSync(join(bag, 'data/pier.jpg'), picture('', 2).buffer);
  appendFileSync(join(bag, 'manifest-md5.txt'), '');
  const app = await openApp();
  await noFolderPicker(app.context);
  await app.page.reload();
  const dialog = await restoreFrom(app.page, { folder: bag });
  await dialog.getByRole('button', { name: 'Upload 2 files' }).click();
  await expect.poll(async () => (await rowsOf(app.page, ['assets'])).assets.length).toBe(2);
  await app.close();
  rmSync(bag, { recursive: true });
});

test('before big work it is looked whether there is room, and said how much is needed; nothing is begun', async () => {
  const app = await openWithFolder();
  const { page } = app;
  const big = { ...picture('big.jpg', 7), buffer: Buffer.concat([picture('', 7).buffer, Buffer.alloc(6_000_000, 1)]) };
  await app.upload([big]);
  await app.settled();
  await backUp(app);
  const bag = await copyOut(page, FOLDER);
  await app.close();
  const other = await openApp();
  await noFolderPicker(other.context);
  await other.page.reload();
  const dialog = await restoreFrom(other.page, { folder: bag });
  // What DevTools takes away of the room the browser does not tell the page.
  const told = (quota: number) =>
    other.page.evaluate((all) => {
      navigator.storage.estimate = async () => ({ usage: 0, quota: all });
    }, quota);
  await told(52_000_000);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText(/It needs 6(\.\d)? MB in this browser’s storage, and \d+(\.\d)? [kM]B are left/).waitFor();
  expect((await rowsOf(other.page, ['blobs', 'assets'])).blobs).toEqual([]);
  await told(1e10);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('1 asset was restored').waitFor();
  await other.close();
  rmSync(bag, { recursive: true });
});

test('a backup that was stopped is a bag all the same, and the next one goes on from there', async () => {
  const app = await openWithFolder();
  const { page } = app;
  const folder = mkdtempSync(join(tmpdir(), 'satchel-blocks-'));
  const blocks = Array.from({ length: 12 }, (_, i) => {
    const path = join(folder, `block ${i}.jpg`);
    writeFileSync(path, Buffer.concat([picture('', i).buffer, Buffer.alloc(12_000_000, i)]));
    return path;
  });
  await app.upload(blocks);
  await app.settled();
  await backupSettings(page);
  await page.getByRole('button', { name: 'Back up to a folder' }).click();
  await page.getByRole('region', { name: 'Jobs' }).getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/^The backup was stopped\./).waitFor();
  const bag = await copyOut(page, FOLDER);
  const some = filesBelow(bag).filter((path) => path.endsWith('.jpg')).length;
  expect(some).toBeLessThan(12);
  run('sh', ['-c', `cd '${bag}' && sha256sum --strict --quiet -c manifest-sha256.txt tagmanifest-sha256.txt`]);
  expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toContain('Satchel-Complete: no');
  const before = await writtenAt(page, FOLDER);
  await backUp(app);
  const after = await writtenAt(page, FOLDER);
  expect(Object.keys(after).filter((path) => path.endsWith('.jpg')).length).toBe(12);
  const again = Object.keys(before).filter((path) => path.endsWith('.jpg') && before[path] !== after[path]);
  expect(again).toEqual([]);
  await app.close();
  rmSync(bag, { recursive: true });
  rmSync(folder, { recursive: true });
});
