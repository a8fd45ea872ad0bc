import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_FIELDS } from '../../src/domain/default-fields';
import { FIELDS } from '../../src/fields';
import { type App, openApp } from '../support/app';
import { CASES, caseFile, hasCases } from '../support/cases';
import { fieldValues } from '../support/values';

/** The same files as a person meets them: uploaded, and looked at. */
describe.skipIf(!hasCases)('cases, uploaded', () => {
  let app: App;
  let found: Record<string, Record<string, string>>;
  beforeAll(async () => {
    app = await openApp();
    await app.upload(
      Object.keys(CASES)
        .filter((path) => !path.startsWith('sidecar-'))
        .map(caseFile),
    );
    await app.upload(['IMG_7001.jpg', 'IMG_7001.jpg.xmp'].map((name) => caseFile(`sidecar-against-exif/${name}`)));
    await app.page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const dialog = app.page.getByRole('dialog', { name: 'Upload' });
    await dialog.getByLabel('Browse folder').setInputFiles(caseFile('takeout'));
    await dialog.getByText('1 of 1 file in the library').waitFor();
    await dialog.getByRole('button', { name: 'Finish' }).click();
    await app.settled();
    found = await fieldValues(app);
  });
  afterAll(() => app.close());

  test.each(Object.entries(CASES).filter(([path]) => !path.startsWith('sidecar-')))('%s', (path, expected) => {
    const values = found[path.slice(path.lastIndexOf('/') + 1)];
    for (const field of DEFAULT_FIELDS) {
      if (!(field.id in expected)) continue;
      expect(values?.[field.label], field.label).toBe(FIELDS[field.type].print(expected[field.id] ?? null));
    }
  });

  test('a sidecar is believed before the camera', () => {
    expect(found['IMG_7001.jpg']).toMatchObject({
      Title: 'North slope',
      Creator: 'Ada Example',
      'Copyright notice': '© 2023 Ada Example, CC BY 4.0',
      Description: 'Dandelions on the north slope',
      Rating: '4',
      'Date created': '2023-07-08T09:10:11',
    });
  });

  test('Google Takeout’s photo and its JSON are one asset', async () => {
    expect(Object.keys(found).filter((name) => name.startsWith('IMG_3397'))).toEqual(['IMG_3397.jpg']);
    expect(found['IMG_3397.jpg']).toMatchObject({
      Description: 'Dandelions behind the barn',
      'Date created': '2009-11-16T12:51:58Z',
      Place: '48.137, 11.575',
    });
    for (const words of ['Ada Example', 'Harvest festival']) {
      await app.page.getByRole('searchbox').fill(words);
      await app.page.getByRole('gridcell', { name: 'IMG_3397.jpg' }).waitFor();
    }
    await app.page.getByRole('searchbox').fill('');
  });

  test('a receiver without a fix was nowhere', async () => {
    const { page } = app;
    await page.getByRole('gridcell', { name: 'zero-zero.jpg' }).click();
    await page.getByRole('button', { name: 'Details' }).click();
    const location = page.locator('div', { has: page.locator('> dt', { hasText: 'Location in the file' }) }).last();
    expect(await location.locator('dd').innerText()).toBe('No');
    expect(app.errors).toEqual([]);
  });
});
