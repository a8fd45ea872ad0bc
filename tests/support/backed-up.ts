import type { Page } from 'playwright';
import { expect } from 'vitest';
import { type App, openApp } from './app';
import { pickFolder, picture } from './bag';
import { rowsOf } from './rows';

/** The folder that is picked. */
export const FOLDER = 'Backups';

export async function openWithFolder(): Promise<App> {
  const app = await openApp();
  await pickFolder(app.context, FOLDER);
  await app.page.reload();
  await app.page.getByRole('heading', { level: 1 }).waitFor();
  return app;
}

/** To Settings → Backup. */
export const backupSettings = async (page: Page) => {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('tab', { name: 'Backup' }).click();
};

export async function backUp(app: App): Promise<void> {
  const last = async () =>
    (await rowsOf(app.page, ['settings'])).settings.find(({ key }) => key === 'backup:last')?.value ?? null;
  const before = await last();
  await backupSettings(app.page);
  await app.page.getByRole('button', { name: 'Back up to a folder' }).click();
  await expect.poll(last).not.toEqual(before);
  await app.settled();
}

/** A small library with something of everything. */
export async function fill(app: App): Promise<void> {
  const { page } = app;
  await app.upload([picture('harbour.jpg', 1), picture('pier 100%.jpg', 2), picture('gone.jpg', 3)]);
  await app.settled();
  await page.getByRole('gridcell', { name: 'harbour.jpg' }).focus();
  await page.keyboard.press('e');
  const edit = page.getByRole('dialog', { name: 'Edit harbour.jpg' });
  await edit.getByLabel('Title', { exact: true }).fill('Boats “at” the pier');
  await edit.getByRole('button', { name: 'Save' }).click();
  await edit.waitFor({ state: 'detached' });
  await page.getByRole('gridcell', { name: 'Boats' }).focus();
  await page.keyboard.press('n');
  const note = page.getByRole('dialog', { name: /^Add note/ });
  await note.getByRole('textbox', { name: 'Note' }).fill('Seen at low tide');
  await note.getByRole('button', { name: 'Add' }).click();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('gridcell', { name: 'pier 100%.jpg' }).focus();
  await page.keyboard.press('c');
  const add = page.getByRole('dialog', { name: 'Add to collection' });
  await add.getByRole('combobox', { name: 'Collection' }).fill('Summer');
  await add.getByRole('button', { name: 'Add', exact: true }).click();
  await add.waitFor({ state: 'detached' });
  await page.getByRole('gridcell', { name: 'gone.jpg' }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Ok' }).click();
  await expect.poll(async () => (await rowsOf(page, ['assets'])).assets.filter((row) => row.deletedAt).length).toBe(1);
}

const CARRIED = ['assets', 'versions', 'categories', 'collections', 'collectionItems', 'notes', 'embedded'] as const;

/** Rows as they are to be on the other side: previews, and what is told of them, are made there. */
export async function carried(page: Page): Promise<Record<string, unknown[]>> {
  const rows = await rowsOf(page, CARRIED);
  return { ...rows, assets: rows.assets.map(({ state: _, attempts: __, ...asset }) => asset) };
}

export async function restoreFrom(page: Page, choice: { folder: string } | { files: string[] }) {
  await page.getByRole('button', { name: 'Restore a backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore', exact: true });
  if ('folder' in choice) await dialog.getByLabel('Choose folder').setInputFiles(choice.folder);
  else await dialog.getByLabel('Choose files').setInputFiles(choice.files);
  return dialog;
}
