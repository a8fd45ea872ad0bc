import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { filesOnDisk, fillDisk, patchRow, tableOf } from '../support/rows';
import { S3_BUCKET, S3_KEY, S3_REGION, type S3Server, startS3 } from '../support/s3-server';
import { shareThrough } from '../support/sender';
import { fixture, sha256 } from '../support/tools';

/** Shares that lie in the user's own storage: a store that checks every signature with AWS's own signer. */
let store: S3Server;
let sender: App;
let link = '';

const dialog = (app: App, name: string) => app.page.getByRole('dialog', { name, exact: true });

beforeAll(async () => {
  store = await startS3();
  sender = await openApp();
  // From the disk: through the driver's pipe so many bytes take a busy machine longer than any step may.
  const big = join(mkdtempSync(join(tmpdir(), 'satchel-carriers-')), 'big.bin');
  writeFileSync(big, randomBytes(20_000_000));
  await sender.upload([fixture('photo.png')]);
  await sender.upload([big]);
  await sender.settled();
  rmSync(dirname(big), { recursive: true });
}, 120_000);
afterAll(async () => {
  await sender.close();
  await store.close();
});

test('Settings → Carriers: “Test” says what is wrong, in words', async () => {
  const { page } = sender;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  const form = page.getByRole('region', { name: 'Own storage (S3)' });
  const fill = async (values: Record<string, string>) => {
    for (const [label, text] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(text);
  };
  const whole = {
    Endpoint: store.address,
    Region: S3_REGION,
    Bucket: S3_BUCKET,
    'Access key': S3_KEY.accessKeyId,
    'Secret key': S3_KEY.secretAccessKey,
  };
  const says = async (words: RegExp) => {
    await form.getByRole('button', { name: 'Test' }).click();
    await form.getByText(words).waitFor({ timeout: 60_000 });
  };
  await fill({ ...whole, Endpoint: 'ftp://x' });
  await says(/must begin with https/);
  await fill({ ...whole, 'Secret key': 'wrong' });
  await says(/the secret is another one/);
  await fill({ ...whole, Bucket: 'nowhere' });
  await says(/knows no bucket/);
  await fill(whole);
  store.behaviour.clockOffset = 3_600_000;
  await says(/clock of this device/);
  store.behaviour.clockOffset = 0;
  store.behaviour.full = true;
  await says(/storage is full/);
  store.behaviour.full = false;
  store.behaviour.cors = false;
  await says(/did not answer this page/);
  store.behaviour.cors = true;
  expect(await form.locator('.cors-rule').textContent()).toContain('ETag');
  await says(/The storage works/);
  expect(store.objects.size).toBe(0);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.reload();
  expect(await form.getByLabel('Secret key').inputValue()).toBe('');
  await says(/The storage works/);
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
}, 300_000);

test('S3: put by parts, and fetched by a link that only shows the manifest’s bytes first', async () => {
  // A storage that stumbles is asked again.
  store.behaviour.failNext = 1;
  link = await shareThrough(sender, 'Own storage (S3)');
  expect(link).toMatch(/#\/receive\/url&v=1&n=\d+&key=AGE-SECRET-KEY-1\w+&u=[\w-]+$/);
  expect(link.length).toBeLessThan(1800);
  expect([...store.objects.keys()]).toEqual([expect.stringMatching(/^satchel\/[0-9a-z]+-[0-9a-f-]{36}\.zip\.age$/)]);
  expect(store.open.size).toBe(0);
  const receiver = await openApp({ address: link });
  const { page } = receiver;
  await page.getByRole('listitem', { name: 'photo.png' }).locator('img').waitFor();
  await expect.poll(() => page.url()).not.toContain('AGE-SECRET');
  store.behaviour.failNext = 2;
  const [one] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Download photo.png', exact: true }).click(),
  ]);
  expect(sha256(await one.path())).toBe(sha256(fixture('photo.png')));
  await page.getByRole('button', { name: 'Add to my library' }).click();
  await page.getByText('2 files are in your library.').waitFor({ timeout: 60_000 });
  await receiver.close();
}, 300_000);

test('a place without ranges sends everything at once, and that is taken too', async () => {
  store.behaviour.ranges = false;
  const receiver = await openApp({ address: link });
  const [one] = await Promise.all([
    receiver.page.waitForEvent('download', { timeout: 60_000 }),
    receiver.page.getByRole('button', { name: 'Download photo.png', exact: true }).click(),
  ]);
  expect(sha256(await one.path())).toBe(sha256(fixture('photo.png')));
  store.behaviour.ranges = true;
  await receiver.close();
}, 120_000);

test('a slow place, and a page that is closed in the middle: the next goes on where it stopped', async () => {
  const receiver = await openApp({ address: link });
  const { page } = receiver;
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  store.behaviour.slow = 4_000_000;
  await page.getByRole('button', { name: 'Download all' }).click();
  const bar = page.getByRole('progressbar', { name: 'Opening and checking the files' });
  await expect.poll(async () => Number(await bar.getAttribute('value')), { timeout: 60_000 }).toBeGreaterThan(0.3);
  await page.goto('about:blank');
  store.behaviour.slow = 0;
  await page.goto(link);
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  store.reads.length = 0;
  const [one] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Download photo.png', exact: true }).click(),
  ]);
  expect(sha256(await one.path())).toBe(sha256(fixture('photo.png')));
  expect(Number(store.reads[0]?.split('-')[0])).toBeGreaterThan(7_000_000);
  await receiver.close();
}, 120_000);

test('an altered address, an expired one, an altered file: nothing of it is handed out', async () => {
  const receiver = await openApp({ address: link });
  const { page } = receiver;
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  const open = async (address: string) => {
    await page.goto('about:blank');
    await page.goto(address);
  };
  const [head = '', packed = ''] = link.split('&u=');
  const url = Buffer.from(packed, 'base64url').toString();
  const again = (changed: string) => `${head}&u=${Buffer.from(changed).toString('base64url')}`;
  await open(again(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=600001')));
  await page.getByText('This share is expired.').waitFor();
  await open(again(url.replace('http://localhost', 'file://localhost')));
  await page.getByText('The link was cut on its way.').waitFor();
  store.behaviour.clockOffset = 8 * 24 * 3_600_000;
  await open(link);
  await page.getByText('This share is expired.').waitFor();
  expect(await page.getByRole('button', { name: 'Download all' }).count()).toBe(0);
  store.behaviour.clockOffset = 0;
  store.behaviour.cors = false;
  await open(link);
  await page.getByText('This share is out of reach.').waitFor({ timeout: 60_000 });
  store.behaviour.cors = true;
  const [name = '', bytes = Buffer.alloc(0)] = [...store.objects][0] ?? [];
  const altered = Buffer.from(bytes);
  altered[bytes.length - 3_000_000] = (altered[bytes.length - 3_000_000] ?? 0) ^ 1;
  store.objects.set(name, altered);
  await open(link);
  await page.getByRole('button', { name: 'Download all' }).click();
  await page.getByText('This share is altered.').waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: 'Download all' }).count()).toBe(0);
  store.objects.set(name, bytes);
  await receiver.close();
}, 300_000);

test('Revoke deletes the file, and a second download really fails', async () => {
  const { page } = sender;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shares' }).click();
  const row = page.getByRole('listitem', { name: '2 assets' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByText('Revoked', { exact: true }).waitFor();
  expect(store.objects.size).toBe(0);
  const receiver = await openApp({ address: link });
  await receiver.page.getByText('This share is expired.').waitFor();
  await receiver.page.getByText('it was revoked, or its time is over').waitFor();
  await receiver.close();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
}, 120_000);

/** Presses “Share” for one asset, by S3; what comes of it is not waited for. */
async function pressShare(title: string): Promise<void> {
  const { page } = sender;
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  const cell = page.getByRole('gridcell', { name: title });
  await cell.focus();
  // What was selected before is not meant.
  await page.keyboard.press('Escape');
  await cell.focus();
  await page.keyboard.press('s');
  const share = dialog(sender, 'Share');
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption('original');
  await share.getByRole('radio', { name: 'Own storage (S3)' }).check();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
}

test('a share that there is no room to keep is taken out of the storage again; where that fails it is said and tried again', async () => {
  const { page } = sender;
  const shares = await tableOf(page, 'shares');
  const nothingLeft = async () => {
    await expect.poll(() => store.objects.size).toBe(0);
    await expect.poll(() => filesOnDisk(page)).toEqual([]);
    expect(await tableOf(page, 'shares')).toEqual(shares);
  };
  await fillDisk(page, true, ['shares']);
  await pressShare('photo.png');
  const refused = page.getByRole('alert').filter({ hasText: /^Share of photo\.png did not succeed\..*no room left/ });
  await refused.waitFor();
  await nothingLeft();
  store.behaviour.keeps = true;
  await refused.getByRole('button', { name: 'Retry' }).click();
  const still = page.getByRole('alert').filter({ hasText: 'What was sent of “photo.png” is still in your storage' });
  await still.getByText(`${store.address}/${S3_BUCKET}/satchel/`).waitFor();
  await still.getByText('The storage does not permit this').waitFor();
  expect(store.objects.size).toBe(1);
  await still.getByRole('button', { name: 'Retry' }).click();
  await still.getByText('The storage does not permit this').waitFor();
  store.behaviour.keeps = false;
  await still.getByRole('button', { name: 'Retry' }).click();
  await still.waitFor({ state: 'detached' });
  await nothingLeft();
  await fillDisk(page, false);
  await refused.getByRole('button', { name: 'Retry' }).click();
  await dialog(sender, 'Shared').getByRole('button', { name: 'Done' }).click();
  expect(store.objects.size).toBe(1);
  // What was sent is not kept twice.
  await expect.poll(() => filesOnDisk(page)).toEqual([]);
}, 120_000);

test('a share that is cancelled while it is put leaves nothing in the storage', async () => {
  const { page } = sender;
  let answer = () => {};
  store.behaviour.hold = new Promise((resolve) => {
    answer = resolve;
  });
  await pressShare('big.bin');
  await expect.poll(() => store.open.size, { timeout: 30_000 }).toBe(1);
  const job = page.locator('.job').filter({ hasText: 'Share of big.bin' });
  await job.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => store.open.size).toBe(0);
  answer();
  store.behaviour.hold = null;
  await expect.poll(() => filesOnDisk(page)).toEqual([]);
  expect(store.objects.size).toBe(1);
}, 60_000);

test('what is taken off the list or revoked is what the share is by then, whatever another tab did', async () => {
  const { page } = sender;
  const [{ id, object, expiresAt, createdAt } = { id: '', object: '', expiresAt: 0, createdAt: 0 }] = (
    await tableOf<{ id: string; object: string; expiresAt: number; createdAt: number; name: string }>(page, 'shares')
  ).filter(({ name }) => name === 'photo.png');
  await patchRow(page, 'shares', { id }, { expiresAt: createdAt + 1 });
  await page.reload();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shares' }).click();
  const row = page.getByRole('listitem', { name: 'photo.png', exact: true });
  await row.getByText('Expired', { exact: true }).waitFor();
  // As another tab that extends it; this one has the list as it was.
  await patchRow(page, 'shares', { id }, { expiresAt, createdAt: createdAt + 5 });
  await page.getByRole('button', { name: 'Remove expired' }).click();
  await page.getByText('0 expired shares were taken off the list.').waitFor();
  expect([...store.objects.keys()]).toEqual([object]);
  await row.getByText('Active', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Delete', exact: true }).click();
  await patchRow(page, 'shares', { id }, { createdAt: createdAt + 9 });
  await dialog(sender, 'Delete share photo.png?').getByRole('button', { name: 'Ok' }).click();
  await page.getByText('“photo.png” was shared anew meanwhile, and stays on the list.').waitFor();
  const elsewhere = `${object}.second`;
  store.objects.set(elsewhere, store.objects.get(object) ?? Buffer.alloc(1));
  store.objects.delete(object);
  await patchRow(page, 'shares', { id }, { object: elsewhere });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await row.getByText('Revoked', { exact: true }).waitFor();
  expect(store.objects.size).toBe(0);
}, 60_000);

test('a bucket that anybody may read: no signature, and longer than seven days', async () => {
  const { page } = sender;
  store.behaviour.publicRead = true;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  await page.getByRole('checkbox', { name: 'Anybody may read this bucket' }).check();
  const form = page.getByRole('region', { name: 'Own storage (S3)' });
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
  await page.getByRole('gridcell', { name: 'photo.png' }).focus();
  await page.keyboard.press('s');
  const share = dialog(sender, 'Share');
  await share.getByRole('radio', { name: 'Own storage (S3)' }).check();
  await share.getByRole('button', { name: 'In a year' }).click();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = dialog(sender, 'Shared');
  await shared.waitFor({ timeout: 60_000 });
  const open = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(Buffer.from(open.split('&u=')[1] ?? '', 'base64url').toString()).not.toContain('X-Amz');
  await shared.getByRole('button', { name: 'Done' }).click();
  const receiver = await openApp({ address: open });
  await receiver.page.getByRole('button', { name: 'Download all' }).waitFor();
  await receiver.close();
  store.behaviour.publicRead = false;
}, 120_000);
