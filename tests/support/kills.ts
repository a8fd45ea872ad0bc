import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { type App, openApp } from './app';
import { pickFolder, picture } from './bag';
import { checked } from './checked';
import { kept } from './rows';

/** Numbers from a seed: a run that fails can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Kills every process of the browser that has this profile, as a power cut would. */
function killBrowser(profile: string): void {
  spawnSync('pkill', ['-9', '-f', profile]);
}

/** Something that a person begins; it is killed while it goes on. */
type Deed = (page: Page, n: number) => Promise<void>;

const key = async (page: Page, ...keys: string[]) => {
  for (const each of keys) await page.keyboard.press(each);
};
const firstCell = (page: Page) => page.getByRole('gridcell').first();

/** What is killed: each is begun and not waited for. */
const DEEDS: Record<string, Deed> = {
  upload: async (page, n) => {
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
    const files = Array.from({ length: 6 }, (_, i) => picture(`killed ${n} ${i}.jpg`, n * 8 + i));
    await page.getByRole('dialog', { name: 'Upload' }).getByLabel('Browse files').setInputFiles(files);
  },
  'bulk edit': async (page, n) => {
    await firstCell(page).focus();
    await key(page, 'Control+a', 'e');
    const dialog = page.getByRole('dialog', { name: /^Edit/ });
    await dialog.getByLabel('Title', { exact: true }).fill(`Title ${n}`);
    await dialog.getByRole('button', { name: 'Save' }).click();
  },
  'new version': async (page, n) => {
    await page
      .getByRole('button', { name: /^More actions for / })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Upload new version' }).click();
    const dialog = page.getByRole('dialog', { name: /^Upload new version/ });
    await dialog.getByLabel('Browse files').setInputFiles([picture(`version ${n}.jpg`, 30_000 + n)]);
    await dialog.getByRole('button', { name: 'Finish' }).click();
  },
  'delete and undo': async (page) => {
    await firstCell(page).focus();
    await key(page, ' ', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Ok' }).click();
    await key(page, 'Control+z');
  },
  purge: async (page) => {
    await firstCell(page).focus();
    await key(page, ' ', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Ok' }).click();
    await page.getByRole('link', { name: 'Deleted' }).click();
    await page.getByRole('button', { name: 'Empty deleted' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ok' }).click();
  },
  export: async (page) => {
    await firstCell(page).focus();
    await key(page, 'Control+a');
    const bar = page.getByRole('toolbar', { name: 'Selection' });
    await bar.getByRole('combobox', { name: 'Download type', exact: true }).selectOption({ label: 'Web 1600' });
    await bar.getByRole('button', { name: 'Download', exact: true }).click();
  },
  backup: async (page) => {
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('tab', { name: 'Backup' }).click();
    await page.getByRole('button', { name: 'Back up to a folder' }).click();
  },
  'merge a backup': (page) => restore(page, 'Merge into this library'),
  'replace by a backup': async (page) => {
    await restore(page, 'Replace this library');
    await page.getByRole('dialog', { name: 'Replace this library?' }).getByRole('button', { name: 'Ok' }).click();
  },
  check: async (page) => {
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('tab', { name: 'Storage' }).click();
    await page.getByRole('button', { name: 'Check every original' }).click();
  },
};

async function restore(page: Page, mode: string): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('tab', { name: 'Backup' }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore', exact: true });
  await dialog.getByRole('button', { name: 'Choose folder' }).click();
  await dialog.getByRole('radio', { name: mode }).check();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
}

/** So long a deed may have gone on when the kill comes, in milliseconds. */
const LONGEST = 700;

/**
 * Kills the browser so many times at random moments of what people do, and looks after each start whether the library is whole.
 * @returns how often each deed was killed
 */
export async function kill(times: number, seed: number): Promise<Record<string, number>> {
  const random = randomFrom(seed);
  const profile = mkdtempSync(join(tmpdir(), 'satchel-kills-'));
  const count: Record<string, number> = {};
  const open = async () => {
    const app = await openApp({ profile });
    await pickFolder(app.context, 'Backups');
    await app.page.reload();
    await app.page.getByRole('heading', { level: 1 }).waitFor();
    return app;
  };
  let app: App = await open();
  await app.upload(Array.from({ length: 8 }, (_, i) => picture(`first ${i}.jpg`, 60_000 + i)));
  await app.settled();
  await DEEDS.backup?.(app.page, 0);
  await app.page.getByRole('status').filter({ hasText: 'Backed up to' }).waitFor();
  const names = Object.keys(DEEDS);
  try {
    for (let n = 1; n <= times; n++) {
      const name = names[Math.floor(random() * names.length)] ?? 'upload';
      count[name] = (count[name] ?? 0) + 1;
      const { page } = app;
      await page.evaluate(() => {
        location.hash = '#/assets';
      });
      if ((await kept(page)).assets.length < 4) await app.upload([picture(`more ${n}.jpg`, 50_000 + n)]);
      await firstCell(page).waitFor();
      // A deed that cannot be begun just now (nothing to delete, a dialog of the start above it) is one that was killed early.
      await Promise.race([DEEDS[name]?.(page, n).catch(() => {}), pause(4000)]);
      await pause(random() * LONGEST);
      killBrowser(profile);
      await app.context.close().catch(() => {});
      app = await open();
      const why = `kill ${n} of seed ${seed}, during ${name}`;
      // What a killed tab left is swept and finished after the first rows.
      await expect.poll(() => checked(app.page), { timeout: 60_000, message: why }).toEqual([]);
    }
    return count;
  } finally {
    await app.context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true });
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
