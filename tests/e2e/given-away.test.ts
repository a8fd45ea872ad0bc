import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Route } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLink } from '../../src/domain/share-link';
import type { App } from '../support/app';
import { handsOn } from '../support/hands';
import { type Made, needles, openNeedled, profiles, shareOne } from '../support/needled';
import { makePackage } from '../support/package';
import { has, run } from '../support/tools';

/** What goes out: only what a role is offered, and of that only what a profile lets through. */
let app: App;
let given: string[];
let host: Awaited<ReturnType<typeof openNeedled>>['host'];
const folder = mkdtempSync(join(tmpdir(), 'satchel-given-'));
const { dialog, cell } = handsOn(() => app.page);

beforeAll(async () => {
  ({ app, given, host } = await openNeedled());
}, 120_000);
afterAll(() => app.close());

const saved = async (button: string) => {
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    dialog('Shared').getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { path: await download.path(), name: download.suggestedFilename() };
};

describe.skipIf(!has('age') || !has('unzip'))('a share holds what its profile lets out', () => {
  /** Every byte that reaches somebody: the package's files, the names, the draft, the link. */
  async function givenAway(type: string, name: string): Promise<{ all: string; manifest: string }> {
    await shareOne(app, needles.title, type, 'File', `${needles.to}@example.org, other@example.org`);
    const link = await dialog('Shared').getByRole('textbox', { name: 'Link' }).inputValue();
    const file = await saved('Save file');
    expect(file.name).toBe(`${name}.zip.age`);
    const draft = await saved('Save as e-mail file');
    await dialog('Shared').getByRole('button', { name: 'Done' }).click();
    const at = mkdtempSync(join(folder, 'x-'));
    writeFileSync(join(at, 'key.txt'), `${link.split('key=')[1]}\n`);
    execFileSync('age', ['-d', '-i', join(at, 'key.txt'), '-o', join(at, 'x.zip'), file.path]);
    run('unzip', ['-q', join(at, 'x.zip'), '-d', join(at, 'in')]);
    const inside = readdirSync(join(at, 'in'));
    const mail = readFileSync(draft.path, 'latin1');
    const [head = '', body = ''] = mail.split('\r\n\r\n');
    const words = Buffer.from(body, 'base64').toString('latin1');
    const subject = head.replaceAll(/=\?utf-8\?B\?([^?]*)\?=/g, (_all, text) => Buffer.from(text, 'base64').toString());
    expect(`${words}${subject}`).toContain(name);
    const package_ = inside.map((each) => readFileSync(join(at, 'in', each), 'latin1'));
    for (const needle of [needles.to, 'other@', needles.note]) expect(package_.join()).not.toContain(needle);
    const manifest = readFileSync(join(at, 'in', 'manifest.json'), 'utf8');
    return { all: [inside.join(), ...package_, words, subject, draft.name, link].join('\n'), manifest };
  }

  test('all but location: title and words, no place', async () => {
    const { all, manifest } = await givenAway('Web', needles.title);
    // How large the original is, is its own.
    expect(JSON.parse(manifest).files[0]).toMatchObject({ name: 'photo.jpg', width: 0, height: 0 });
    expect(all).toContain(needles.title);
    expect(all).toContain(needles.words);
    expect(all).not.toContain(needles.city);
  });

  test.each(['Credit', 'Bare'])('%s: the file’s name in place of the title', async (type) => {
    const { all } = await givenAway(type, 'photo.jpg');
    for (const needle of [needles.title, needles.words, needles.city]) expect(all).not.toContain(needle);
  });
});

/** Of which kind the picture is that the large view shows. */
const typeShown = (title: string) =>
  dialog(title)
    .locator('img.stage-picture')
    .evaluate((picture: HTMLImageElement) => (window as unknown as Made).typesMade.get(picture.src));

describe('a role that is offered no originals', () => {
  const reason = 'Originals are not offered to your role';

  beforeAll(async () => {
    const [web, credit, bare] = profiles;
    const role = { id: 'web', name: 'Web', actions: 'all', profiles: ['web', 'credit'], originals: false };
    const { page } = app;
    // A zip of originals, which waits in Jobs for being saved again.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Originals' }).click();
    await page.getByRole('button', { name: 'More actions for Originals', exact: true }).click();
    await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download collection' }).click(),
    ]);
    host.installation = { profiles: [web, credit, bare], roles: [role] };
    await page.goto(app.address);
    await page.reload();
    await cell('document.pdf').waitFor();
  });

  test('“Download type” has nothing for what fits no profile, and the key says why', async () => {
    const { page } = app;
    const type = page.getByRole('combobox', { name: 'Download type for document.pdf', exact: true });
    await type.waitFor();
    expect(await type.locator('option').allTextContents()).toEqual(['No download']);
    expect(await page.getByRole('button', { name: 'Download document.pdf', exact: true }).isDisabled()).toBe(true);
    await cell('document.pdf').focus();
    await page.keyboard.press('d');
    await page.getByText(`document.pdf could not be downloaded. ${reason}`).waitFor();
    const offered = page.getByRole('combobox', { name: `Download type for ${needles.title}`, exact: true });
    expect(await offered.locator('option').allTextContents()).toEqual(['Web', 'Credit']);
    expect((await app.download(needles.title, 'Web')).name).toBe('photo.jpg');
  });

  test.each(['located.jpg', needles.title])('the large view gives no original: %s', async (title) => {
    const { page } = app;
    await cell(title).dblclick();
    const viewer = dialog(title);
    await viewer.getByRole('button', { name: 'Zoom in' }).click();
    await viewer.getByText('Shown by its preview: your role is not offered originals.').waitFor();
    expect(await typeShown(title)).toBe('image/webp');
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });

  test('nothing says that a file can be downloaded which is not offered', async () => {
    const { page } = app;
    await cell('truncated.jpg').click();
    await page.keyboard.press('i');
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('it ends too early. The file is kept as it is.').waitFor();
    expect(await page.content()).not.toContain('can be downloaded');
    await page.keyboard.press('i');
  });

  test('a zip of all: the pictures, and by name why the others are not in it', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Select all' }).click();
    const bar = page.getByRole('toolbar', { name: 'Selection' });
    expect(await bar.getByRole('combobox', { name: 'Download type' }).inputValue()).toBe('web');
    const [zip] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      bar.getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    await page.keyboard.press('Escape');
    if (!has('unzip')) return;
    const at = join(folder, 'zip');
    run('unzip', ['-q', await zip.path(), '-d', at]);
    expect(readdirSync(at).sort()).toEqual(['Not included.txt', 'located.jpg', 'photo.jpg']);
    const why = readFileSync(join(at, 'Not included.txt'), 'utf8');
    expect(why).toContain('document.pdf: This download type cannot be made from this kind of file.');
    expect(why).toContain('truncated.jpg: ');
  });

  test('a share of all: the same', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Share', exact: true }).click();
    const types = dialog('Share').getByRole('combobox', { name: 'Export profile' });
    await expect.poll(() => types.locator('option').allTextContents()).toEqual(['Web', 'Credit']);
    await dialog('Share').getByRole('radio', { name: 'Attachments' }).check();
    await dialog('Share').getByRole('button', { name: 'Share', exact: true }).click();
    await dialog('Shared').waitFor({ timeout: 60_000 });
    await page.getByText('2 of the files could not be made and are not in the share.').waitFor();
    const draft = readFileSync((await saved('Save as e-mail file')).path, 'latin1');
    expect([...draft.matchAll(/filename\*=utf-8''(\S+)/g)].map(([, name]) => name).sort()).toEqual([
      'located.jpg',
      'photo.jpg',
    ]);
    await dialog('Shared').getByRole('button', { name: 'Done' }).click();
  });

  test.each([
    ['Originals', 'Original (not offered)', reason],
    ['Laters', 'later (not offered)', 'The download type that was chosen for this file is not set up here any more.'],
  ])(
    'collection %s, kept from before: refused by name, and its type still says what was chosen',
    async (name, type, why) => {
      const { page } = app;
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
      const kept = page.getByRole('combobox', { name: 'Export profile for this collection' });
      expect(await kept.locator('option:checked').textContent()).toBe(type);
      await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
      await page.getByRole('menuitem', { name: 'Download collection' }).click();
      await page.getByText(`Download of ${name} did not succeed. ${why}`).first().waitFor();
      await page.keyboard.press('Escape');
    },
  );

  test('a share of an original that is extended: refused', async () => {
    const { page } = app;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shares' }).click();
    await page.getByRole('listitem', { name: 'document.pdf' }).getByRole('button', { name: 'Extend' }).click();
    await dialog('Extend document.pdf').getByRole('button', { name: 'Extend' }).click();
    await page.getByText(`Share of document.pdf did not succeed. ${reason}`).waitFor();
    expect(await dialog('Shared').count()).toBe(0);
  });

  test('a zip of originals that was made before: not saved again', async () => {
    const job = app.page.getByRole('region', { name: 'Jobs' }).getByRole('listitem').filter({ hasText: 'Originals' });
    const before = given.length;
    await job.getByRole('button', { name: 'Save' }).click();
    await app.page.getByText(`Download of Originals holds originals. ${reason}`).waitFor();
    expect(given.length).toBe(before);
  });

  test('while installation.json is held back there are rows, and nothing that is not offered', async () => {
    const { page } = app;
    const before = given.length;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    host.answer = (route) => held.then(() => route.fulfill({ json: host.installation }));
    await page.goto(app.address);
    await page.reload();
    await cell('document.pdf').waitFor();
    // Nothing that a role may be denied is there: neither beside a row nor above, in a menu, or by a key.
    expect(await page.getByRole('combobox', { name: /^Download type/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^(Upload|Download|Add .* to a collection)/ }).count()).toBe(0);
    await cell('document.pdf').getByRole('button', { name: 'More actions' }).click();
    expect(await page.getByRole('menuitem', { name: /Edit|Share|Delete|Clone|Upload|note/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await cell('document.pdf').focus();
    await page.keyboard.press('d');
    letGo();
    // The key waited for the answer, and means what it says.
    await page.getByText(`document.pdf could not be downloaded. ${reason}`).waitFor();
    expect(given.length).toBe(before);
  });

  test.each<[string, (route: Route) => Promise<void>, string]>([
    ['never answered', () => new Promise(() => {}), 'could not be read'],
    ['answered with 500', (route) => route.fulfill({ status: 500, body: 'Oops' }), 'could not be read'],
    ['out of reach', (route) => route.abort(), 'could not be read'],
    ['gone', (route) => route.fulfill({ status: 404, body: '' }), 'is gone'],
    ['garbage', (route) => route.fulfill({ body: '<!doctype html>' }), 'has mistakes'],
    ['wrong', (route) => route.fulfill({ json: { roles: [] } }), 'has mistakes'],
  ])('installation.json %s: the last good one stays in use, and that is said', async (_how, how, what) => {
    const { page } = app;
    host.answer = how;
    await page.reload();
    const type = page.getByRole('combobox', { name: 'Download type for document.pdf', exact: true });
    await type.waitFor();
    expect(await type.locator('option').allTextContents()).toEqual(['No download']);
    await page.getByText(`installation.json ${what}, so the settings that were read last stay in use.`).waitFor();
  });

  test('where none was ever read: usable for whoever has no role, closed for whoever has one', async () => {
    const { page } = app;
    const forget = (role: string) =>
      page.evaluate(
        (role) =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('satchel');
            opening.onsuccess = () => {
              const change = opening.result.transaction('settings', 'readwrite');
              change.objectStore('settings').delete('installation');
              change.objectStore('settings').put({ key: 'user-profile', value: { name: '', email: '', role } });
              change.oncomplete = () => resolve(opening.result.close());
              change.onerror = () => reject(change.error);
            };
          }),
        role,
      );
    host.answer = (route) => route.abort();
    await forget('web');
    await page.reload();
    await page.getByText('What your role is offered could not be read').waitFor();
    const type = page.getByRole('combobox', { name: 'Download type for document.pdf', exact: true });
    expect(await type.count()).toBe(0);
    await forget('');
    await page.reload();
    await page.getByText('installation.json could not be read, so the built-in settings are used.').waitFor();
    await type.waitFor();
    expect(await type.locator('option').allTextContents()).toEqual(['Original']);
  });

  test('a role that may only look: no table, no drop on a category, nothing added or sent again', async () => {
    const { page } = app;
    host.answer = null;
    host.installation = { profiles, roles: [{ id: 'look', name: 'Look', actions: ['categories'], profiles: 'all' }] };
    // A shortcut of the installed program asks for the upload.
    await page.goto(`${app.address}#/assets?do=upload`);
    await page.reload();
    const main = page.getByRole('navigation', { name: 'Main' });
    await main.getByRole('button', { name: 'New category' }).click();
    await dialog('New category').getByLabel('Name').fill('Kept');
    await dialog('New category').getByRole('button', { name: 'Add', exact: true }).click();
    await cell('located.jpg').dragTo(main.getByRole('treeitem', { name: 'Kept' }));
    await main.getByRole('link', { name: 'Shares' }).click();
    const row = page.getByRole('listitem', { name: 'document.pdf' });
    expect(await row.getByRole('button', { name: 'Copy link' }).isDisabled()).toBe(true);
    expect(await row.getByRole('button', { name: 'Delete' }).isEnabled()).toBe(true);
    expect(await dialog('Upload').count()).toBe(0);
    await main.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByRole('button', { name: 'New field' }).waitFor();
    expect(await page.getByRole('button', { name: 'Import metadata from CSV' }).count()).toBe(0);
    await main.getByRole('link', { name: 'Assets' }).click();
    await cell('located.jpg').click();
    await page.keyboard.press('i');
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('File details').waitFor();
    expect(await details.getByRole('region', { name: 'Categories of this asset' }).count()).toBe(0);
    expect(await details.getByRole('button', { name: 'Metadata as CSV' }).count()).toBe(0);
    await page.keyboard.press('i');
    const { bytes, key } = await makePackage({ 'a note.txt': Buffer.from('hello') });
    await page.goto('about:blank');
    await page.goto(writeLink(app.address, { carrier: 'data', key, data: bytes.toString('base64url') }));
    await page.getByRole('button', { name: 'Add to my library' }).click();
    await page.getByText('Your role may not add files here. Download them instead.').waitFor();
  });

  test('nothing went wrong on the way', () => {
    // A host that does not answer well is said by the browser, too.
    expect(app.errors.filter((each) => !each.startsWith('Failed to load resource'))).toEqual([]);
  });
});
