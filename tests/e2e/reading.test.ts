import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { fixture } from '../support/tools';
import { fieldValues } from '../support/values';

/** What files say, and what came beside them, is what the fields say. */
let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** A folder as Google Takeout packs it: a photo, its JSON under an odd name, the JSON of the album. */
function takeoutFolder(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'satchel-')), 'Takeout');
  const album = join(folder, 'Google Photos', 'Harvest festival_');
  mkdirSync(album, { recursive: true });
  cpSync(fixture('orientation-1.jpg'), join(album, 'IMG_3397(1).jpg'));
  writeFileSync(join(album, 'metadata.json'), JSON.stringify({ title: 'Harvest festival?', description: '' }));
  writeFileSync(join(album, 'other.json'), JSON.stringify({ name: 'of another program' }));
  writeFileSync(
    join(album, 'IMG_3397.jpg.supplemental-metadata(1).json'),
    JSON.stringify({
      title: 'IMG_3397.jpg',
      description: 'Dandelions behind the barn',
      photoTakenTime: { timestamp: '1258375918' },
      geoData: { latitude: 48.137, longitude: 11.575 },
      people: [{ name: 'Ada Example' }],
    }),
  );
  return folder;
}

const dialog = (name: string) => app.page.getByRole('dialog', { name });

describe('Google Takeout', () => {
  test('a photo and its JSON are one asset, and the folder becomes a category where nobody chose otherwise', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const upload = dialog('Upload');
    await upload.getByLabel('Browse folder').setInputFiles(takeoutFolder());
    await upload.getByText('2 of 2 files in the library').waitFor();
    await upload.getByRole('button', { name: 'Next' }).click();
    const choice = upload.getByLabel('Folders become');
    expect(await choice.inputValue()).toBe('categories');
    expect(await choice.locator('option').allTextContents()).toEqual(['Nothing', 'Categories', 'Keywords']);
    await upload.getByText('Harvest festival?').waitFor();
    await upload.getByRole('button', { name: 'Finish' }).click();
    await upload.waitFor({ state: 'detached' });
    await app.settled();

    const values = await fieldValues(app);
    expect(Object.keys(values).sort()).toEqual(['IMG_3397(1).jpg', 'other.json']);
    expect(values['IMG_3397(1).jpg']).toMatchObject({
      Description: 'Dandelions behind the barn',
      'Date created': '2009-11-16T12:51:58Z',
      Place: '48.137, 11.575',
      'Persons shown': 'Ada Example',
    });
    for (const words of ['Ada Example', 'Harvest festival']) {
      await page.getByRole('searchbox').fill(words);
      await page.getByRole('gridcell', { name: 'IMG_3397(1).jpg' }).waitFor();
    }
    await page.getByRole('searchbox').fill('');
  });

  test('folders can become keywords', async () => {
    const { page } = app;
    const folder = join(mkdtempSync(join(tmpdir(), 'satchel-')), 'Weddings');
    mkdirSync(join(folder, 'Anna'), { recursive: true });
    cpSync(fixture('photo.webp'), join(folder, 'Anna', 'ring.webp'));
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const upload = dialog('Upload');
    await upload.getByLabel('Browse folder').setInputFiles(folder);
    await upload.getByText('1 of 1 file in the library').waitFor();
    await upload.getByRole('button', { name: 'Next' }).click();
    expect(await upload.getByLabel('Folders become').inputValue()).toBe('none');
    await upload.getByLabel('Folders become').selectOption({ label: 'Keywords' });
    await upload.getByRole('button', { name: 'Finish' }).click();
    await upload.waitFor({ state: 'detached' });
    await app.settled();
    expect((await fieldValues(app))['ring.webp']?.Keywords).toBe('Weddings; Anna');
  });
});

test('a sidecar is believed before the picture', async () => {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    exif:DateTimeOriginal="2023-07-08T09:10:11"><dc:creator><rdf:Seq><rdf:li>Ada Example</rdf:li></rdf:Seq></dc:creator>
    </rdf:Description></rdf:RDF></x:xmpmeta>`;
  await app.upload([
    { name: 'beside.jpg', mimeType: 'image/jpeg', buffer: readFileSync(fixture('located.jpg')) },
    { name: 'beside.jpg.xmp', mimeType: 'application/xml', buffer: Buffer.from(packet) },
  ]);
  await app.settled();
  expect((await fieldValues(app))['beside.jpg']).toMatchObject({
    Creator: 'Ada Example',
    'Date created': '2023-07-08T09:10:11',
  });
});

describe('tables as spreadsheets save them', () => {
  const text = 'File name\tTitle\tKeywords\r\nring.webp\tLöwenzahn\tBlüte; Wiese\r\n';
  const utf16 = Uint16Array.from(`\uFEFF${text}`, (char) => char.charCodeAt(0));
  const separated = 'sep=;\r\nFile name;Title;Keywords\r\nring.webp;Wiesenlöwenzahn;"Blüte; Wiese"\r\n';
  test.each([
    ['Excel’s Unicode text', Buffer.from(utf16.buffer), 'Löwenzahn'],
    ['a line that says what parts cells', Buffer.from(`\uFEFF${separated}`), 'Wiesenlöwenzahn'],
    ['Windows-1252', Buffer.from(text.replace('Löwenzahn', 'Große Blüte'), 'latin1'), 'Große Blüte'],
  ])('%s', async (_name, buffer, title) => {
    const { page } = app;
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByRole('button', { name: 'Import metadata from CSV' }).click();
    const table = dialog('Import metadata from CSV');
    await table.getByLabel('Browse files').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer });
    await table.getByText('1 asset will change, 0 errors.').waitFor();
    await table.getByRole('button', { name: 'Import' }).click();
    await table.waitFor({ state: 'detached' });
    expect((await fieldValues(app))['ring.webp']).toMatchObject({ Title: title, Keywords: 'Blüte; Wiese' });
  });
});

test('nothing went wrong on the way', () => {
  expect(app.errors).toEqual([]);
});
