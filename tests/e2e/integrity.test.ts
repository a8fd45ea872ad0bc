import { afterEach, expect, test } from 'vitest';
import { type App, openApp } from '../support/app';
import { pickFolder } from '../support/bag';
import { damage, patchRow, tableOf } from '../support/rows';
import { fixture } from '../support/tools';

let app: App;
afterEach(() => app.close());

const storage = async () => {
  await app.page.getByRole('link', { name: 'Settings' }).first().click();
  await app.page.getByRole('tab', { name: 'Storage' }).click();
};

test('every original is read again; what is damaged or missing is named, and mended by the same file', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('located.jpg'), fixture('note.txt')]);
  await app.settled();
  await storage();
  const check = page.getByRole('button', { name: 'Check every original' });
  await check.click();
  await page.getByText('3 files, every byte is as it came.').waitFor();
  await expect.poll(() => page.getByRole('list', { name: 'Largest assets' }).getByRole('listitem').count()).toBe(3);
  const list = page.getByRole('list', { name: 'Damaged or missing' });
  expect(await list.count()).toBe(0);

  await damage(page, 'located.jpg', 'other bytes');
  await damage(page, 'photo.png', 'gone');
  await check.click();
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
  await list.getByRole('button', { name: 'located.jpg' }).waitFor();
  await list.getByRole('button', { name: 'photo.png' }).waitFor();
  await page.getByRole('alert').filter({ hasText: '2 originals are damaged or missing' }).waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();

  await app.upload([fixture('located.jpg'), fixture('photo.png')]);
  await storage();
  await expect.poll(() => list.count(), { timeout: 20_000 }).toBe(0);
  // Whoever looks again finds nothing any more.
  await check.click();
  await page.getByText('3 files, every byte is as it came.').waitFor();
  expect(app.errors).toEqual([]);
});

test('a check that a closed tab broke off goes on at the next start', async () => {
  app = await openApp();
  const { page } = app;
  await app.upload([fixture('photo.png'), fixture('located.jpg')]);
  await app.settled();
  await storage();
  await page.getByRole('button', { name: 'Check every original' }).click();
  await page.getByText('2 files, every byte').waitFor();
  const [row] = (await tableOf<{ key: string; value: object }>(page, 'settings')).filter(
    ({ key }) => key === 'integrity',
  );
  await patchRow(page, 'settings', { key: 'integrity' }, { value: { ...row?.value, endedAt: 0, after: '', files: 0 } });
  await damage(page, 'photo.png', 'cut');
  await page.reload();
  await storage();
  await page.getByText(/2 files, 1 damaged or missing/).waitFor({ timeout: 30_000 });
});

test('what is damaged comes back from a backup, byte for byte', async () => {
  app = await openApp();
  const { page } = app;
  await pickFolder(app.context, 'Backups');
  await page.reload();
  await app.upload([fixture('photo.png'), fixture('located.jpg')]);
  await app.settled();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('tab', { name: 'Backup' }).click();
  await page.getByRole('button', { name: 'Back up to a folder' }).click();
  await page.getByText(/^Last backup: .*, 0 assets are not in it/).waitFor();
  await damage(page, 'located.jpg', 'other bytes');
  await damage(page, 'photo.png', 'gone');
  await page.getByRole('tab', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Check every original' }).click();
  await page.getByText(/2 damaged or missing\.$/).waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();

  await page.getByRole('tab', { name: 'Backup' }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore', exact: true });
  await dialog.getByRole('button', { name: 'Choose folder' }).click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('2 were here already and were merged').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Check every original', exact: true }).click();
  await page
    .getByText(/every byte is as it came\.$/)
    .first()
    .waitFor();
});
