import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { picture } from '../support/bag';
import { rowsOf } from '../support/rows';
import { S3_BUCKET, S3_KEY, S3_REGION, type S3Server, startS3 } from '../support/s3-server';
import { fixture, has, sha256 } from '../support/tools';

/** A library in the person's own bucket, whose store checks every signature with AWS's own signer. */
const work = mkdtempSync(join(tmpdir(), 'satchel-own-storage-'));
let store: S3Server;
let app: App;
let words = '';
const FOLDER = 'satchel-library/';
const HARBOUR = picture('harbour.jpg', 1);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function setUp({ page }: App): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  const form = page.getByRole('region', { name: 'Own storage (S3)' });
  for (const [label, text] of Object.entries({
    Endpoint: store.address,
    Region: S3_REGION,
    Bucket: S3_BUCKET,
    'Access key': S3_KEY.accessKeyId,
    'Secret key': S3_KEY.secretAccessKey,
  })) {
    await form.getByLabel(label, { exact: true }).fill(text);
  }
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.getByRole('tab', { name: 'Backup' }).click();
}

const last = async ({ page }: App) =>
  (await rowsOf(page, ['settings'])).settings.find(({ key }) => key === 'backup:last')?.value ?? null;

async function toBackupTab({ page }: App): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('tab', { name: 'Backup' }).click();
}

async function backUp(of: App): Promise<void> {
  const before = await last(of);
  await toBackupTab(of);
  await of.page.getByRole('button', { name: 'Back up to own storage' }).click();
  await expect.poll(() => last(of), { timeout: 60_000 }).not.toEqual(before);
}

const puts = () => [...store.objects.keys()].filter((name) => name.startsWith(FOLDER));
const kinds = (names: readonly string[]) =>
  [...new Set(names.map((name) => name.slice(FOLDER.length).split('/')[0]))].sort();

const TABLES = ['assets', 'versions', 'categories', 'collections', 'collectionItems', 'notes', 'embedded'] as const;

/** State is made anew where previews are. */
async function carried({ page }: App) {
  const rows = await rowsOf(page, TABLES);
  const own = ({
    state: _,
    failure: __,
    attempts: ___,
    uploadId: ____,
    uploadIndex: _____,
    ...asset
  }: Record<string, unknown>) => asset;
  return { ...rows, assets: rows.assets.map(own) };
}

beforeAll(async () => {
  store = await startS3();
  app = await openApp();
  await app.upload([HARBOUR, picture('Zoë 港.jpg', 2)]);
  await app.upload([fixture('note.txt')]);
  await app.settled();
  await setUp(app);
}, 120_000);
afterAll(async () => {
  await app.close();
  await store.close();
  rmSync(work, { recursive: true });
});

test('a backup into the bucket: encrypted, incremental, with a recovery sheet that can be kept', async () => {
  const { page } = app;
  expect(await page.getByRole('checkbox', { name: 'Encrypt' }).isChecked()).toBe(true);
  await backUp(app);
  const first = puts();
  expect(kinds(first)).toEqual(['blobs', 'heads', 'library', 'log', 'members', 'previews', 'state']);
  for (const name of first) {
    const text = store.objects.get(name)?.toString('latin1') ?? '';
    if (name !== `${FOLDER}library`) expect(text.startsWith('age-encryption.org/v1')).toBe(true);
    expect(text).not.toContain('harbour');
  }
  // What a second device would need: whether it is there already, and nothing of it twice.
  await page
    .getByRole('alert')
    .filter({ hasText: 'Keep its recovery sheet' })
    .getByRole('button', { name: 'Show it' })
    .click();
  const sheet = page.getByRole('dialog', { name: 'Recovery sheet' });
  await sheet.getByRole('listitem').nth(23).waitFor();
  words = (await sheet.getByRole('list', { name: 'Words' }).getByRole('listitem').allTextContents()).join(' ');
  expect(words.split(' ')).toHaveLength(24);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  await download.saveAs(join(work, 'sheet.txt'));
  await sheet.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Nobody has kept the recovery sheet yet').waitFor({ state: 'detached' });
  await page.getByText(/It went to “satchel-library” in your own storage/).waitFor();

  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('gridcell', { name: 'harbour.jpg' }).focus();
  await page.keyboard.press('e');
  const edit = page.getByRole('dialog', { name: 'Edit harbour.jpg' });
  await edit.getByLabel('Title', { exact: true }).fill('Boats “at” the pier');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await app.upload([picture('third.jpg', 3)]);
  await app.settled();
  await backUp(app);
  const added = puts().filter((name) => !first.includes(name));
  expect(added.filter((name) => name.startsWith(`${FOLDER}blobs/`))).toHaveLength(1);
  expect(kinds(added)).toEqual(['blobs', 'log', 'previews']);
}, 300_000);

test('another browser has it back with nothing but the storage and the words, to the last value', async () => {
  const other = await openApp();
  const { page } = other;
  await setUp(other);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  const restore = page.getByRole('dialog', { name: 'Restore' });
  await restore.getByRole('button', { name: 'From own storage' }).click();
  await restore.getByRole('textbox', { name: 'Recovery key' }).fill(words.replace(/^\w+/, 'zoo'));
  await restore.getByRole('button', { name: 'Open' }).click();
  await restore
    .getByRole('alert')
    .getByText(/not the key of the library/)
    .waitFor();
  await restore.getByRole('textbox', { name: 'Recovery key' }).fill(words);
  await restore.getByRole('button', { name: 'Open' }).click();
  await restore.getByText('4 in 4 versions').waitFor();
  store.behaviour.faults = ['cut-in-the-middle', null, 'fails', null, 'cut'];
  await restore.getByRole('button', { name: 'Restore', exact: true }).click();
  await restore.getByText('4 assets were restored').waitFor();
  await restore.getByRole('button', { name: 'Close', exact: true }).last().click();
  await other.settled();
  expect(await carried(other)).toEqual(await carried(app));
  // The bytes too, and what was made of them without its being made again.
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  expect(sha256((await other.download('Boats “at” the pier', 'Original')).path)).toBe(hashOf(HARBOUR.buffer));
  await other.close();
}, 300_000);

const TOOLS = ['age', 'gunzip', 'jq', 'sha256sum'];
test.skipIf(!TOOLS.every(has))('by hand, with age, gunzip and jq alone', async () => {
  for (const name of puts()) {
    const path = join(work, 'storage', name.slice(FOLDER.length));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, store.objects.get(name) ?? '');
  }
  const script = join(inject('root'), 'docs/restore-storage.sh');
  const bag = join(work, 'bag');
  execFileSync('bash', [script, join(work, 'storage'), join(work, 'sheet.txt'), bag]);
  execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: bag });
  const rows = readFileSync(join(bag, 'library.jsonl'), 'utf8').trim().split('\n');
  const parsed = rows.map((row) => JSON.parse(row) as Record<string, unknown>);
  const titles = parsed.filter(({ table }) => table === 'assets').map(({ title }) => title);
  expect(titles).toContain('Boats “at” the pier');
  expect(readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8')).toContain(hashOf(HARBOUR.buffer));
  expect(readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8').trim().split('\n')).toHaveLength(4);
});

test('a storage that is full, fails or is cut off: it is said, nothing is lost, and the next try goes on', async () => {
  const { page } = app;
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await app.upload([picture('fourth.jpg', 4), picture('fifth.jpg', 5)]);
  await app.settled();
  const alert = page.getByRole('alert').filter({ hasText: 'The backup did not succeed' });
  const before = await last(app);
  store.behaviour.full = true;
  await toBackupTab(app);
  await page.getByRole('button', { name: 'Back up to own storage' }).click();
  await alert.getByText(/storage is full/).waitFor();
  store.behaviour.full = false;
  // It stumbles more often than a request is repeated.
  store.behaviour.failNext = 12;
  await alert.getByRole('button', { name: 'Retry' }).click();
  await alert.getByText(/an error of its own|did not answer/).waitFor({ timeout: 90_000 });
  expect(await last(app)).toEqual(before);
  store.behaviour.failNext = 0;
  // Slow, with an error now and then, an answer lost after the effect, and a line that is cut.
  store.behaviour.delay = 100;
  store.behaviour.faults = ['fails', null, 'fails-after', null, 'cut-after', null, 'cut'];
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => last(app), { timeout: 60_000 }).not.toEqual(before);
  const blobs = puts().filter((name) => name.startsWith(`${FOLDER}blobs/`));
  expect(blobs).toHaveLength(6);
  expect(store.behaviour.faults).toEqual([]);
}, 300_000);
