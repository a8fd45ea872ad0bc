import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { hasMh, runMh } from '../support/mh';
import { openSender, openShare } from '../support/sender';
import { has, run, sha256 } from '../support/tools';

/** One shares, another receives, in a browser of their own that never saw Satchel. */
let sender: App;
const folder = mkdtempSync(join(tmpdir(), 'satchel-sharing-'));
const path = (name: string) => join(folder, name);
let made: Map<string, string>;
let link = '';
let draft = '';

const dialog = (app: App, name: string) => app.page.getByRole('dialog', { name, exact: true });

beforeAll(async () => {
  ({ sender, made } = await openSender());
}, 120_000);
afterAll(() => sender.close());

test('Share: people, comment, date, profile and way; then the link, the draft and the file', async () => {
  const { page } = sender;
  await openShare(sender);
  const share = dialog(sender, 'Share');
  await share
    .getByRole('textbox', { name: 'E-mail addresses' })
    .fill('Ana Ortiz <ana@example.org>; li@example.org, nobody, a@example.org%0D%0ABcc:x@example.org');
  await share.getByText('“nobody” is no e-mail address and is left out').waitFor();
  expect(await share.getByRole('alert').count()).toBe(2);
  await share.getByRole('textbox', { name: 'Comment' }).fill('<b>For the poster</b>\n\nwith love');
  await share.getByRole('button', { name: 'In a week' }).click();
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption({ label: 'Web 1600' });
  await share.getByRole('radio', { name: 'File', exact: true }).check();
  expect(await share.getByRole('radio', { name: 'Link that holds it all' }).isDisabled()).toBe(true);
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = dialog(sender, 'Shared');
  await shared.waitFor({ timeout: 60_000 });
  await shared.getByText(/a file that was sent cannot be called back/).waitFor();
  await page.getByText('1 of the files could not be made').waitFor();
  link = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toMatch(/#\/receive\/file&v=1&n=\d+&key=AGE-SECRET-KEY-1[A-Z0-9]{58}$/);
  expect(link.length).toBeLessThan(1800);
  await shared.getByRole('button', { name: 'QR code' }).click();
  await shared.getByRole('img', { name: 'QR code of the link' }).waitFor();
  await shared.getByRole('button', { name: 'Open e-mail draft' }).click();
  const mailed = new URL(await page.evaluate(() => (window as unknown as { mailed: string }).mailed));
  expect(mailed.pathname).toBe('ana%40example.org,li%40example.org'.replaceAll('%40', '@'));
  expect(mailed.searchParams.get('subject')).toContain('Zoë Ångström (zoe@example.org) shared “3 assets” with you');
  const [eml] = await Promise.all([
    page.waitForEvent('download'),
    shared.getByRole('button', { name: 'Save as e-mail file' }).click(),
  ]);
  draft = await eml.path();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    shared.getByRole('button', { name: 'Save file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('3 assets.zip.age');
  copyFileSync(await file.path(), path('x.zip.age'));
  await shared.getByRole('button', { name: 'Done' }).click();
});

test.skipIf(!has('python3'))('the draft, as Python’s mail parser reads it', () => {
  const script = `import email, email.policy, json, sys
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
print(json.dumps({'to': m['To'], 'from': m['From'], 'subject': m['Subject'], 'unsent': m['X-Unsent'], 'defects': len(m.defects),
  'text': (m.get_body() or m).get_content(), 'names': [p.get_filename() for p in m.iter_attachments()] if m.is_multipart() else [],
  'bcc': m['Bcc']}))`;
  const mail = JSON.parse(run('python3', ['-c', script, draft]));
  expect(mail).toMatchObject({ to: 'Ana Ortiz <ana@example.org>, li@example.org', unsent: '1', defects: 0, bcc: null });
  expect(mail.from).toBe('Zoë Ångström <zoe@example.org>');
  for (const part of [
    '<b>For the poster</b>',
    '2 files',
    'photo.jpg',
    'located.jpg',
    link,
    '3 assets.zip.age',
    'age -d -i key.txt',
  ]) {
    expect(mail.text).toContain(part);
  }
  expect(mail.text).toMatch(/It can be opened until .*(?:CET|CEST|GMT)/);
});

test.skipIf(!hasMh)('a mail program shows the draft', () => {
  const { shown } = runMh('mhshow', ['-noconcat', '-file', draft]);
  for (const part of ['Zoë Ångström', 'shared “3 assets” with you', '<b>For the poster</b>'])
    expect(shown).toContain(part);
});

test.skipIf(!has('age') || !has('unzip'))('without Satchel: age and unzip give exactly what the profile makes', () => {
  writeFileSync(path('key.txt'), `${link.split('key=')[1]}\n`);
  execFileSync('age', ['-d', '-i', path('key.txt'), '-o', path('x.zip'), path('x.zip.age')]);
  run('unzip', ['-q', '-o', path('x.zip'), '-d', path('opened')]);
  expect(readdirSync(path('opened')).sort()).toEqual(['index.html', 'located.jpg', 'manifest.json', 'photo.jpg']);
  for (const [name, hash] of made) expect(sha256(join(path('opened'), name))).toBe(hash);
  expect(readFileSync(join(path('opened'), 'manifest.json'), 'utf8')).not.toContain('48.8');
});

describe('the receiver', () => {
  let receiver: App;
  beforeAll(async () => {
    receiver = await openApp({ address: link });
  });
  afterAll(() => receiver.close());

  test('sees who, what and until when, with previews, and the key is not in the address bar', async () => {
    const { page } = receiver;
    await page.getByRole('heading', { name: 'Received share' }).waitFor();
    await expect.poll(() => page.url()).not.toContain('AGE-SECRET');
    await page.getByLabel('Browse files').setInputFiles(path('x.zip.age'));
    await page.getByText('Zoë Ångström, zoe@example.org').waitFor();
    await page.getByText('<b>For the poster</b>').waitFor();
    await expect.poll(() => page.getByRole('listitem').locator('img').count()).toBe(2);
  });

  test('downloads everything, and one, byte for byte', async () => {
    const { page } = receiver;
    const [all] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all' }).click(),
    ]);
    expect(all.suggestedFilename()).toBe('3 assets.zip');
    if (has('unzip')) {
      run('unzip', ['-q', '-o', await all.path(), '-d', path('received')]);
      for (const [name, hash] of made) expect(sha256(join(path('received'), name))).toBe(hash);
    }
    const [one] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download photo.jpg', exact: true }).click(),
    ]);
    expect(sha256(await one.path())).toBe(made.get('photo.jpg'));
  });

  test('adds them to a library of their own, and who they came from is kept', async () => {
    const { page } = receiver;
    await page.getByRole('button', { name: 'Add to my library' }).click();
    await page.getByText('2 files are in your library.').waitFor();
    await page.getByRole('link', { name: 'My library' }).click();
    await page.getByRole('gridcell', { name: 'located.jpg' }).press('Enter');
    await dialog(receiver, 'located.jpg').getByRole('button', { name: 'Details' }).click();
    await dialog(receiver, 'located.jpg').getByText('Received from Zoë Ångström').waitFor();
    await page.keyboard.press('Escape');
  });

  test('works without the network once the file is there', async () => {
    const { page, context } = receiver;
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
          }),
        { timeout: 30_000 },
      )
      .toBe(true);
    await context.setOffline(true);
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByLabel('Browse files').setInputFiles(path('x.zip.age'));
    await page.getByText('Zoë Ångström, zoe@example.org').waitFor();
    await context.setOffline(false);
  });

  const openWith = async (address: string, bytes: Buffer) => {
    const { page } = receiver;
    await page.goto('about:blank');
    await page.goto(address);
    await page
      .getByLabel('Browse files')
      .setInputFiles({ name: 'x.zip.age', mimeType: 'application/octet-stream', buffer: bytes });
  };
  const nothingOffered = async () => {
    for (const name of ['Download all', 'Add to my library']) {
      expect(await receiver.page.getByRole('button', { name }).count()).toBe(0);
    }
  };

  test('altered, broken or expired: the right word, and nothing is offered', async () => {
    const { page } = receiver;
    const whole = readFileSync(path('x.zip.age'));
    await openWith(link, whole.subarray(0, whole.length - 10));
    await page.getByText('This share is broken.').waitFor();
    await nothingOffered();
    const altered = Buffer.from(whole);
    altered[300] = (altered[300] ?? 0) ^ 1;
    await openWith(link, altered);
    await page.getByText('This share is altered.').waitFor();
    await nothingOffered();
    // Altered behind the manifest: seen first, withdrawn when it shows.
    const late = Buffer.from(whole);
    late[whole.length - 100] = (late[whole.length - 100] ?? 0) ^ 1;
    await openWith(link, late);
    await page.getByRole('button', { name: 'Download all' }).click();
    await page.getByText('This share is altered.').waitFor();
    await nothingOffered();
    await page.goto('about:blank');
    await page.goto(link.slice(0, -5));
    await page.getByText('The link was cut on its way.').waitFor();
    await openWith(`${link}.`, whole);
    await page.getByRole('button', { name: 'Download all' }).waitFor();
    await page.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + 9 * 24 * 60 * 60 * 1000;
    });
    await openWith(link, whole);
    await page.getByText('This share is expired.').waitFor();
    await nothingOffered();
  });
});

test('Shares: the row, its state, extend and delete; revoking says why it cannot', async () => {
  const { page } = sender;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shares' }).click();
  const row = page.getByRole('listitem', { name: '3 assets' });
  await row.getByText('Active').waitFor();
  await row.getByText('Ana Ortiz <ana@example.org>, li@example.org').waitFor();
  expect(await row.getByRole('button', { name: 'Revoke' }).isDisabled()).toBe(true);
  await row.getByText('A file that was sent cannot be called back.').waitFor();
  await row.getByRole('button', { name: 'Extend' }).click();
  await dialog(sender, 'Extend 3 assets').getByRole('button', { name: 'Extend' }).click();
  const shared = dialog(sender, 'Shared');
  await shared.waitFor({ timeout: 60_000 });
  expect(await shared.getByRole('textbox', { name: 'Link' }).inputValue()).not.toBe(link);
  await shared.getByRole('button', { name: 'Done' }).click();
  expect(await page.getByRole('list', { name: 'Shares' }).getByRole('listitem').count()).toBe(1);
  await page.getByRole('searchbox', { name: 'Search shares' }).fill('nobody like this');
  await page.getByText('No share is like that.').waitFor();
  await page.getByRole('searchbox', { name: 'Search shares' }).fill('ana');
  await row.getByRole('button', { name: 'Delete' }).click();
  await dialog(sender, 'Delete share 3 assets?').getByRole('button', { name: 'Ok' }).click();
  await page.getByText('Nothing is shared yet.').waitFor();
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
});

test('nothing went wrong on the way', () => {
  expect(sender.errors).toEqual([]);
});
