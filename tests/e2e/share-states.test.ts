import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { S3_BUCKET, S3_KEY, S3_REGION, type S3Server, startS3 } from '../support/s3-server';
import { fixture } from '../support/tools';

/** What becomes of shares when what they need has changed: storages, dates, passphrases, assets. */
let app: App;
let first: S3Server;
let second: S3Server;

const dialog = (name: string) => app.page.getByRole('dialog', { name, exact: true });
const row = (name: string) => app.page.getByRole('listitem', { name, exact: true });
const button = (name: string, label: string) => row(name).getByRole('button', { name: label, exact: true });

beforeAll(async () => {
  [first, second] = [await startS3(), await startS3()];
  app = await openApp();
  await app.upload(['photo.png', 'located.jpg'].map(fixture));
  await app.settled();
}, 120_000);
afterAll(async () => {
  await app.close();
  await first.close();
  await second.close();
});

async function to(page: 'Assets' | 'Shares'): Promise<void> {
  await app.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: page, exact: true }).click();
}

async function setUp(store: S3Server): Promise<void> {
  const { page } = app;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Carriers' }).click();
  const form = page.getByRole('region', { name: 'Own storage (S3)' });
  const values = { Endpoint: store.address, Region: S3_REGION, Bucket: S3_BUCKET, 'Access key': S3_KEY.accessKeyId };
  for (const [label, text] of Object.entries({ ...values, 'Secret key': S3_KEY.secretAccessKey }))
    await form.getByLabel(label, { exact: true }).fill(text);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('Kept in this browser.').waitFor();
}

async function openShare(carrier: string, all = false): Promise<void> {
  const { page } = app;
  await to('Assets');
  if (all) await page.getByRole('button', { name: 'Select all' }).click();
  else await page.getByRole('gridcell', { name: 'photo.png' }).focus();
  await page.keyboard.press('s');
  await dialog('Share').getByRole('combobox', { name: 'Export profile' }).selectOption({ label: 'Web 1600' });
  await dialog('Share').getByRole('radio', { name: carrier, exact: true }).check();
}

async function share(): Promise<void> {
  await dialog('Share').getByRole('button', { name: 'Share', exact: true }).click();
  await dialog('Shared').waitFor({ timeout: 90_000 });
}

const done = () => dialog('Shared').getByRole('button', { name: 'Done' }).click();

test('after the storage’s settings were changed, what was not deleted is not called revoked', async () => {
  const { page } = app;
  await setUp(first);
  await openShare('Own storage (S3)');
  await share();
  await done();
  await setUp(second);
  await to('Shares');
  await button('photo.png', 'Revoke').click();
  await page.getByText('“photo.png” is not revoked: it can still be fetched.').waitFor();
  await row('photo.png').getByText('Not revoked', { exact: true }).waitFor();
  await row('photo.png').getByText(`It can still be fetched from ${first.address}/${S3_BUCKET}/satchel/`).waitFor();
  await row('photo.png').getByText('It lies in another storage than the one that is set up now.').waitFor();
  expect([first.objects.size, second.objects.size]).toEqual([1, 0]);
  await button('photo.png', 'Delete').click();
  await dialog('Delete share photo.png?').getByText('Its file stays in your storage').waitFor();
  await dialog('Delete share photo.png?').getByRole('button', { name: 'Cancel' }).click();
});

test('“Extend” keeps to seven days, and what it could not delete stays in the row until it is', async () => {
  const { page } = app;
  await button('photo.png', 'Extend').click();
  const extend = dialog('Extend photo.png');
  await extend.getByText('A signed link ends after 7 days at most.').waitFor();
  const date = await extend.getByLabel('Expires on').inputValue();
  expect(Date.parse(date) - Date.now()).toBeLessThan(8 * 24 * 3_600_000);
  await extend.getByRole('button', { name: 'Extend', exact: true }).click();
  await dialog('Shared').waitFor({ timeout: 90_000 });
  await done();
  await row('photo.png').getByText('What was sent before can still be fetched').waitFor();
  await row('photo.png').getByText('Active', { exact: true }).waitFor();
  expect([first.objects.size, second.objects.size]).toEqual([1, 1]);
  await page.reload();
  await button('photo.png', 'Delete what was sent before').waitFor();
  await setUp(first);
  await to('Shares');
  await button('photo.png', 'Delete what was sent before').click();
  await row('photo.png').getByText('What was sent before can still be fetched').waitFor({ state: 'detached' });
  expect([first.objects.size, second.objects.size]).toEqual([0, 1]);
  // What is shared now lies in the other one.
  await button('photo.png', 'Revoke').click();
  await row('photo.png').getByText('Not revoked', { exact: true }).waitFor();
  await setUp(second);
  await to('Shares');
  await button('photo.png', 'Revoke').click();
  await row('photo.png').getByText('Revoked', { exact: true }).waitFor();
  expect(second.objects.size).toBe(0);
  expect(await button('photo.png', 'Copy link').isDisabled()).toBe(true);
}, 120_000);

test('a share with a passphrase that is extended before its address was given keeps one', async () => {
  await openShare('Already uploaded', true);
  await dialog('Share').getByRole('checkbox', { name: 'Protect with a passphrase' }).check();
  await dialog('Share').getByRole('textbox', { name: 'Passphrase' }).fill('four words of mine ');
  await dialog('Share').getByText('It begins or ends with a blank, which belongs to it').waitFor();
  await share();
  await done();
  await to('Shares');
  await button('2 assets', 'Extend').click();
  const extend = dialog('Extend 2 assets');
  expect(await extend.getByRole('button', { name: 'Extend', exact: true }).isDisabled()).toBe(true);
  await extend.getByRole('textbox', { name: 'Passphrase' }).fill('four words of mine ');
  await extend.getByRole('button', { name: 'Extend', exact: true }).click();
  const shared = dialog('Shared');
  await shared.getByRole('textbox', { name: 'Address of the uploaded file' }).fill('https://example.org/x');
  await shared.getByRole('button', { name: 'Make link' }).click();
  expect(await shared.getByRole('textbox', { name: 'Link' }).inputValue()).toMatch(/&pass=1&u=/);
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    shared.getByRole('button', { name: 'Save file' }).click(),
  ]);
  await done();
  const receiver = await openApp({ address: new URL('#/receive', app.address).href });
  await receiver.page.getByLabel('Browse files').setInputFiles(await file.path());
  await receiver.page.getByRole('textbox', { name: /^Passphrase/ }).fill('four words of mine ');
  await receiver.page.getByRole('button', { name: 'Open', exact: true }).click();
  await receiver.page.getByRole('listitem', { name: 'photo.jpg' }).waitFor({ timeout: 60_000 });
  await receiver.close();
}, 180_000);

test('a draft and “Extend” say which assets were deleted', async () => {
  const { page } = app;
  await openShare('Attachments', true);
  await dialog('Share').getByRole('textbox', { name: 'E-mail addresses' }).fill('“Doe, Jane” <jane@example.org>');
  await share();
  await done();
  await page.keyboard.press('Escape');
  await page.getByRole('gridcell', { name: 'located.jpg' }).focus();
  await page.keyboard.press('Delete');
  await dialog('Delete located.jpg?').getByRole('button', { name: 'Ok' }).click();
  await page.getByRole('gridcell', { name: 'located.jpg' }).waitFor({ state: 'detached' });
  await to('Shares');
  const attached = app.page.getByRole('listitem', { name: '2 assets', exact: true }).filter({ hasText: 'Attachments' });
  const [draft] = await Promise.all([
    page.waitForEvent('download'),
    attached.getByRole('button', { name: 'Save as e-mail file' }).click(),
  ]);
  await page.getByText('1 of the files are not attached to the draft.').waitFor();
  await page.getByText('located.jpg: It was deleted.').waitFor();
  const mail = readFileSync(await draft.path(), 'latin1');
  expect([...mail.matchAll(/filename\*=utf-8''(\S+)/g)].map(([, name]) => name)).toEqual(['photo.jpg']);
  const body = mail.split('\r\n\r\n')[2] ?? '';
  expect(Buffer.from(body, 'base64').toString()).toMatch(/1 file,.*- photo\.jpg/s);
  expect(Buffer.from(body, 'base64').toString()).not.toContain('located.jpg');
  await attached.getByRole('button', { name: 'Extend' }).click();
  await dialog('Extend 2 assets').getByText('One file will not be in it:').waitFor();
  await dialog('Extend 2 assets').getByText('located.jpg: It was deleted.').first().waitFor();
  await dialog('Extend 2 assets').getByRole('button', { name: 'Cancel' }).click();
  await to('Assets');
  await page.getByRole('gridcell', { name: 'photo.png' }).focus();
  await page.keyboard.press('Delete');
  await dialog('Delete photo.png?').getByRole('button', { name: 'Ok' }).click();
  await to('Shares');
  await attached.getByRole('button', { name: 'Extend' }).click();
  await dialog('Extend 2 assets').getByText('Its assets were deleted: nothing is left to be sent.').waitFor();
  expect(await dialog('Extend 2 assets').getByRole('button', { name: 'Extend', exact: true }).isDisabled()).toBe(true);
  expect(app.errors.filter((text) => !/Failed to load resource/.test(text))).toEqual([]);
}, 60_000);
