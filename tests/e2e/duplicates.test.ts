import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApp } from '../support/app';
import { rowsOf } from '../support/rows';
import { fixture, has, run } from '../support/tools';

test.skipIf(!has('vips'))(
  'duplicates: a smaller copy and a clone are found, and merged into one with all that they say; undone whole',
  async () => {
    const work = mkdtempSync(join(tmpdir(), 'satchel-duplicates-'));
    const small = join(work, 'small.jpg');
    run('vips', ['thumbnail', fixture('wide-gamut.jpg'), `${small}[Q=60]`, '400']);
    const app = await openApp();
    const { page } = app;
    await app.upload([fixture('wide-gamut.jpg'), small, fixture('photo.png'), fixture('note.txt')]);
    await app.settled();
    const tile = (name: string) => page.getByRole('gridcell', { name });
    await page.getByRole('button', { name: 'More actions for note.txt', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Clone', exact: true }).click();
    await page.getByText('The asset was cloned.').waitFor();
    await tile('small.jpg').focus();
    await page.keyboard.press('e');
    const edit = page.getByRole('dialog', { name: /^Edit/ });
    await edit.getByLabel('Description', { exact: true }).fill('Said of the small one');
    await edit.getByRole('button', { name: 'Save' }).click();
    await edit.waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('tab', { name: 'Storage' }).click();
    const part = page.getByRole('region', { name: 'Duplicates' });
    await part.getByRole('button', { name: 'Look for duplicates' }).click();
    await part.getByText('2 groups of assets are the same.').waitFor();
    const pictures = part.getByRole('group', { name: 'The same picture' });
    // The larger one is kept where nobody says otherwise.
    expect(await pictures.getByRole('radio').first().isChecked()).toBe(true);
    await pictures.getByText('640 × 360').first().waitFor();
    await pictures.getByRole('button', { name: /^Merge/ }).click();
    await page.getByRole('status').getByText('1 duplicate went to Deleted').waitFor();
    await part.getByText('1 group of assets is the same.').waitFor();
    const assets = async () =>
      (await rowsOf(page, ['assets'])).assets as {
        fileName: string;
        deletedAt: number;
        fields: { description?: string };
      }[];
    const [kept, gone] = ['wide-gamut.jpg', 'small.jpg'].map(
      (name) => async () => (await assets()).find((row) => row.fileName === name),
    );
    expect((await kept?.())?.fields.description).toBe('Said of the small one');
    expect((await gone?.())?.deletedAt).toBeGreaterThan(0);
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await gone?.())?.deletedAt).toBe(0);
    expect((await kept?.())?.fields.description).toBeUndefined();
    await app.close();
    rmSync(work, { recursive: true });
  },
);
