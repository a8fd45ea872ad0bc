import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { writeLink } from '../../src/domain/share-link';
import { type App, openApp, type UploadFile } from '../support/app';
import { makePackage } from '../support/package';
import { fixture, sha256 } from '../support/tools';

/** What another app hands over, and shares of thousands of files. */
let app: App;

beforeAll(async () => {
  app = await openApp();
  // The service worker takes what is handed over.
  await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}, 60_000);
afterAll(() => app.close());

/** As the system does it for an installed program: a form from outside of it. */
async function handOver(text: string, files: UploadFile[] = []): Promise<void> {
  const { page } = app;
  await page.goto('about:blank');
  const action = new URL('share-target', inject('address')).href;
  await page.setContent(`<form method="post" enctype="multipart/form-data" action="${action}">
    <input name="text"><input type="file" name="files" multiple><button>Hand over</button></form>`);
  await page.locator('[name=text]').fill(text);
  await page.locator('[name=files]').setInputFiles(files);
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

test('the manifest names what the program takes from other apps', async () => {
  const manifest = await (await fetch(new URL('manifest.webmanifest', inject('address')))).json();
  expect(manifest.share_target).toMatchObject({ action: './share-target', method: 'POST' });
});

test('pictures from another app are uploaded, each once', async () => {
  const files = [{ name: 'Zoë & me.png', mimeType: 'image/png', buffer: readFileSync(fixture('photo.png')) }];
  await handOver('', files);
  const ask = app.page.getByRole('dialog', { name: 'Add what was handed over?' });
  await ask.getByText('Another app, or a web page that does not say which, hands over').waitFor();
  await ask.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Upload' });
  await dialog.getByText('Zoë & me.png').first().waitFor();
  await dialog.getByRole('button', { name: 'Finish' }).click();
  await app.page.getByRole('gridcell', { name: 'Zoë & me.png' }).waitFor();
  expect(sha256((await app.download('Zoë & me.png', 'Original')).path)).toBe(sha256(fixture('photo.png')));
  await app.page.reload();
  await app.page.getByRole('gridcell', { name: 'Zoë & me.png' }).waitFor();
  expect(await dialog.count()).toBe(0);
});

test('a package and a link from another app open the receiver’s page', async () => {
  const { bytes, key } = await makePackage({ 'a note.txt': Buffer.from('hello') });
  const address = inject('address');
  const data = bytes.toString('base64url');
  await handOver(`Zoë shared with you: ${writeLink(address, { carrier: 'data', key, data })}`);
  await app.page.getByRole('listitem', { name: 'a note.txt' }).waitFor();
  const files = [{ name: 'many.zip.age', mimeType: 'application/octet-stream', buffer: bytes }];
  await handOver('', files);
  await app.page.waitForURL(/#\/receive$/);
  await app.page.getByRole('textbox', { name: /^Passphrase/ }).fill(key);
  await app.page.getByRole('button', { name: 'Open', exact: true }).click();
  await app.page.getByRole('listitem', { name: 'a note.txt' }).waitFor();
});

test('a package with an entry that only programs find which read it as a stream: altered, and nothing is handed out', async () => {
  const evil = Buffer.from(zipSync({ '../../evil.sh': [new TextEncoder().encode('echo taken'), { level: 0 }] }));
  const entry = evil.subarray(0, evil.readUInt32LE(evil.length - 6));
  const { bytes, key } = await makePackage({ 'a note.txt': Buffer.from('hello') }, (zip) => {
    const start = zip.readUInt32LE(zip.length - 6);
    const changed = Buffer.concat([zip.subarray(0, start), entry, zip.subarray(start)]);
    changed.writeUInt32LE(start + entry.length, changed.length - 6);
    return changed;
  });
  const { page } = app;
  await page.goto('about:blank');
  await page.goto(writeLink(inject('address'), { carrier: 'data', key, data: bytes.toString('base64url') }));
  await page.getByRole('button', { name: 'Download all' }).click();
  await page.getByText('This share is altered.').waitFor();
  expect(await page.getByRole('button', { name: /^Download/ }).count()).toBe(0);
});

/** Opens a share of so many files, which is chosen as a file. */
async function openMany(count: number): Promise<(i: number) => string> {
  const name = (i: number) => `file ${String(i).padStart(4, '0')}.txt`;
  const { bytes, key } = await makePackage(
    Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), Buffer.from(`text ${i}`)])),
  );
  const { page } = app;
  await page.goto('about:blank');
  await page.goto(writeLink(inject('address'), { carrier: 'file', key, bytes: bytes.length }));
  await page
    .getByLabel('Browse files')
    .setInputFiles({ name: 'many.zip.age', mimeType: 'application/octet-stream', buffer: bytes });
  await page.getByText(`${count.toLocaleString('en')} files`).waitFor();
  await page.getByRole('listitem', { name: name(0) }).waitFor();
  return name;
}

test('the keyboard goes through what was received, as through the assets, and what has it is not taken away', async () => {
  const { page } = app;
  const name = await openMany(300);
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
  const isInSight = () => page.locator('li:focus').evaluate((element) => element.getBoundingClientRect().top > 0);
  const tabTo = async (wanted: string) => {
    for (let i = 0; i < 20 && (await focused()) !== wanted; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe(wanted);
  };
  const press = async (key: string, wanted: string) => {
    await page.keyboard.press(key);
    await expect.poll(focused).toBe(wanted);
  };
  await page.getByRole('button', { name: 'Add to my library' }).focus();
  await tabTo(name(0));
  await press('ArrowRight', name(1));
  await press('End', name(5));
  await press('ArrowDown', name(11));
  await press('ArrowLeft', name(10));
  await press('Tab', `Download ${name(10)}`);
  await press('Escape', name(10));
  await press('F2', `Download ${name(10)}`);
  const [one] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(readFileSync(await one.path(), 'utf8')).toBe('text 10');
  await expect.poll(focused).toBe(name(10));

  const scroll = (part: number) =>
    page.locator('main.page').evaluate((element, by) => element.scrollTo(0, element.scrollHeight * by), part);
  await scroll(1);
  await page.getByRole('listitem', { name: name(299) }).waitFor();
  expect(await page.getByRole('listitem', { name: name(100), exact: true }).count()).toBe(0);
  expect(await focused()).toBe(name(10));
  await press('ArrowRight', name(11));
  expect(await isInSight()).toBe(true);
  await press('Control+End', name(299));
  await scroll(0);
  await page.getByRole('listitem', { name: name(0) }).waitFor();
  expect(await focused()).toBe(name(299));
  await press('Control+Home', name(0));
  await press('Shift+Tab', 'Add to my library');
}, 120_000);

test('five thousand files: only those in sight exist, and the last one is reached', async () => {
  const name = await openMany(5000);
  const { page } = app;
  const tiles = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
  expect(await tiles.count()).toBeLessThan(120);
  expect(await tiles.first().getAttribute('aria-setsize')).toBe('5000');
  await page.locator('main.page').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByRole('listitem', { name: name(4999) }).waitFor();
  expect(await tiles.count()).toBeLessThan(120);
  const [one] = await Promise.all([
    page.waitForEvent('download', { timeout: 150_000 }),
    page.getByRole('button', { name: `Download ${name(4999)}`, exact: true }).click(),
  ]);
  expect(readFileSync(await one.path(), 'utf8')).toBe('text 4999');
  await page.locator('main.page').evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await page.getByRole('listitem', { name: name(2500) }).waitFor();
  expect(app.errors).toEqual([]);
}, 240_000);
