import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { hasMh, runMh } from '../support/mh';
import { openSender, openShare } from '../support/sender';
import { has, run, sha256 } from '../support/tools';

/** Other ways to share than a file that goes beside its link: attachments, all in a link, a collection, very many people. */
let sender: App;
let made: Map<string, string>;
let attached = '';

const dialog = (app: App, name: string) => app.page.getByRole('dialog', { name, exact: true });

beforeAll(async () => {
  ({ sender, made } = await openSender());
}, 120_000);
afterAll(() => sender.close());

test('attachments: a draft with the files themselves, one for each', async () => {
  const { page } = sender;
  await openShare(sender);
  const share = dialog(sender, 'Share');
  await share.getByRole('textbox', { name: 'E-mail addresses' }).fill('ana@example.org, li@example.org');
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption({ label: 'Web 1600' });
  await share.getByRole('radio', { name: 'Attachments' }).check();
  await share.getByRole('radio', { name: 'One e-mail each' }).check();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = dialog(sender, 'Shared');
  await shared.waitFor({ timeout: 60_000 });
  // The files themselves, where the device has apps that take them: made before the click, which browsers demand.
  await shared.getByRole('button', { name: 'Send files with another app' }).click();
  const handed = await page.evaluate(() => (window as unknown as { handed: string[] }).handed);
  expect(handed.sort()).toEqual(['image/jpeg located.jpg', 'image/jpeg photo.jpg']);
  const second = shared.getByRole('region', { name: 'E-mail to li@example.org' });
  expect(await second.getByRole('button', { name: 'Open e-mail draft' }).isDisabled()).toBe(true);
  const [eml] = await Promise.all([
    page.waitForEvent('download'),
    second.getByRole('button', { name: 'Save as e-mail file' }).click(),
  ]);
  attached = await eml.path();
  await shared.getByRole('button', { name: 'Done' }).click();
  if (!has('python3')) return;
  const script = `import email, email.policy, hashlib, json, sys
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
print(json.dumps({'to': m['To'], 'files': {p.get_filename(): hashlib.sha256(p.get_content()).hexdigest() for p in m.iter_attachments()}}))`;
  const mail = JSON.parse(run('python3', ['-c', script, await eml.path()]));
  expect(mail).toEqual({ to: 'li@example.org', files: Object.fromEntries(made) });
});

test.skipIf(!hasMh)('a mail program stores what is attached', () => {
  const { home } = runMh('mhstore', ['-noverbose', '-clobber', 'always', '-auto', '-file', attached]);
  for (const [name, hash] of made) expect(sha256(join(home, name))).toBe(hash);
});

test('five hundred addresses and a comment of 10,000 characters with a script', async () => {
  const { page } = sender;
  await openShare(sender);
  const share = dialog(sender, 'Share');
  const people = Array.from({ length: 500 }, (_, i) => `Person ${i} <p${i}@example.org>`);
  await share.getByRole('textbox', { name: 'E-mail addresses' }).fill(people.join(';\n'));
  await share.getByText('Person 499 <p499@example.org>').waitFor();
  const script = '<script>document.title = "taken"</script><img src=x onerror="document.title = 1">';
  const comment = script + 'é'.repeat(10_000 - script.length);
  await share.getByRole('textbox', { name: 'Comment' }).fill(comment);
  await share.getByRole('combobox', { name: 'Export profile' }).selectOption('original');
  await share.getByRole('radio', { name: 'File', exact: true }).check();
  await share.getByRole('radio', { name: 'One e-mail each' }).check();
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = dialog(sender, 'Shared');
  const last = shared.getByRole('region', { name: 'E-mail to Person 499' });
  await last.waitFor({ timeout: 60_000 });
  const address = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    shared.getByRole('button', { name: 'Save file' }).click(),
  ]);
  const [eml] = await Promise.all([
    page.waitForEvent('download'),
    last.getByRole('button', { name: 'Save as e-mail file' }).click(),
  ]);
  expect(readFileSync(await eml.path(), 'latin1').match(/^(?:To|Bcc|Cc):.*/gim)).toEqual([
    'To: Person 499 <p499@example.org>',
  ]);
  await shared.getByRole('button', { name: 'Done' }).click();
  const receiver = await openApp({ address });
  await receiver.page.getByLabel('Browse files').setInputFiles(await file.path());
  await receiver.page.getByText(script).waitFor();
  expect(await receiver.page.locator('.receive-comment').textContent()).toBe(comment);
  expect(await receiver.page.title()).not.toMatch(/taken|1/);
  await receiver.close();
  await page.getByRole('link', { name: 'Shares' }).click();
  await page.getByRole('searchbox', { name: 'Search shares' }).fill('p499@example.org');
  await page.getByText('and 495 more').waitFor();
  await page.getByRole('searchbox', { name: 'Search shares' }).fill('');
  await page.getByRole('link', { name: 'Assets', exact: true }).click();
}, 180_000);

test('a link that holds it all: a small drawing, opened with a passphrase', async () => {
  const { page } = sender;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><path d="M2 2h20v20H2z"/></svg>';
  await sender.upload([{ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) }]);
  await sender.settled();
  await page
    .getByRole('gridcell', { name: 'logo.svg' })
    .getByRole('button', { name: 'More actions for logo.svg' })
    .click();
  await page.getByRole('menuitem', { name: 'Share', exact: true }).click();
  const share = dialog(sender, 'Share');
  await share.getByRole('radio', { name: 'Link that holds it all' }).check();
  await share.getByRole('checkbox', { name: 'Protect with a passphrase' }).check();
  await share.getByRole('textbox', { name: 'Passphrase' }).fill('short');
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  await share.getByText('A passphrase needs at least 8 characters').waitFor();
  await share.getByRole('textbox', { name: 'Passphrase' }).fill('four words of mine');
  await share.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = dialog(sender, 'Shared');
  await shared.waitFor({ timeout: 60_000 });
  const whole = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(whole.length).toBeLessThan(1800);
  await shared.getByRole('button', { name: 'Done' }).click();
  const receiver = await openApp({ address: whole });
  await receiver.page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong words');
  await receiver.page.getByRole('button', { name: 'Open', exact: true }).click();
  await receiver.page.getByText('This passphrase does not open the share.').waitFor({ timeout: 30_000 });
  await receiver.page.getByRole('textbox', { name: 'Passphrase' }).fill('four words of mine');
  await receiver.page.getByRole('button', { name: 'Open', exact: true }).click();
  const [download] = await Promise.all([
    receiver.page.waitForEvent('download', { timeout: 60_000 }),
    receiver.page.getByRole('button', { name: 'Download all' }).click({ timeout: 30_000 }),
  ]);
  expect(download.suggestedFilename()).toBe('logo.svg');
  expect(readFileSync(await download.path(), 'utf8')).toBe(svg);
  expect(receiver.errors).toEqual([]);
  await receiver.close();
});

test('a collection: its profiles, “Create share link” and a draft to oneself', async () => {
  const { page } = sender;
  await page.getByRole('gridcell', { name: 'photo.png' }).focus();
  await page.keyboard.press('c');
  await dialog(sender, 'Add to collection').getByRole('combobox', { name: 'Collection', exact: true }).fill('Day');
  await dialog(sender, 'Add to collection')
    .getByRole('combobox', { name: 'Export profile' })
    .selectOption({ label: 'Web 1600' });
  await dialog(sender, 'Add to collection').getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Collections' }).click();
  await page.getByRole('button', { name: 'More actions for Day' }).click();
  expect(await page.getByRole('menuitem').evaluateAll((all) => all.map((each) => each.ariaLabel))).toEqual([
    'Download collection',
    'Share via e-mail',
    'Create share link',
    'Edit',
    'Delete',
  ]);
  await page.getByRole('menuitem', { name: 'Share via e-mail' }).click();
  const profile = dialog(sender, 'Share').getByRole('combobox', { name: 'Export profile' });
  expect(await profile.locator('option:checked').textContent()).toMatch(/^As the collection/);
  await dialog(sender, 'Share').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'More actions for Day' }).click();
  await page.getByRole('menuitem', { name: 'Create share link' }).click();
  const shared = dialog(sender, 'Shared');
  await shared.waitFor({ timeout: 60_000 });
  await shared.getByRole('button', { name: 'E-mail it to me' }).click();
  expect(await page.evaluate(() => (window as unknown as { mailed: string }).mailed)).toMatch(
    /^mailto:zoe@example\.org\?/,
  );
  await shared.getByRole('button', { name: 'Done' }).click();
});

test('nothing went wrong on the way', () => {
  expect(sender.errors).toEqual([]);
});
