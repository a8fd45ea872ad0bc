import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { inject } from 'vitest';
import { firstPage, launch } from './chromium';

/** Satchel in a browser of its own, driven as a person would: by accessible names. */
export interface App {
  context: BrowserContext;
  page: Page;
  profile: string;
  address: string;
  /** What the page and its workers wrote to the console as errors, and what they threw. */
  errors: string[];
  /** Adds files through "Browse files" and waits until each has ended one way or the other. */
  upload(files: UploadFile[] | string[], options?: { finish?: boolean }): Promise<void>;
  /** Waits until no job runs any more. */
  settled(): Promise<void>;
  /** Picks a download type under an asset, presses its button and gives the file's path and name. */
  download(title: string, type: string): Promise<{ path: string; name: string }>;
  /** Gives room for so many bytes beyond what is used now. */
  giveRoom(bytes: number): Promise<void>;
  liftQuota(): Promise<void>;
  close(): Promise<void>;
}

export interface UploadFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

interface OpenOptions {
  profile?: string;
  address?: string;
  context?: BrowserContextOptions;
  /** Bytes that the browser gives this origin. */
  quota?: number;
}

export async function openApp(options: OpenOptions = {}): Promise<App> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'satchel-profile-'));
  const context = await launch(profile, options.context);
  const page = await firstPage(context);
  page.setDefaultTimeout(30_000);
  const address = options.address ?? inject('address');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const { origin } = new URL(address);
  const devtools = await context.newCDPSession(page);
  if (options.quota) await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: options.quota });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const app: App = {
    context,
    page,
    profile,
    address,
    errors,
    async upload(files, { finish = true } = {}) {
      await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Upload' });
      await dialog.getByLabel('Browse files').setInputFiles(files);
      await dialog.getByRole('list', { name: 'Files' }).waitFor();
      await page.waitForFunction(() => !document.querySelector('.upload-total'), undefined, { timeout: 120_000 });
      if (finish) {
        await dialog.getByRole('button', { name: 'Finish' }).click();
        await dialog.waitFor({ state: 'detached' });
      }
    },
    async settled() {
      await page.waitForFunction(() => !document.querySelector('.job.running'), undefined, { timeout: 300_000 });
    },
    async download(title, type) {
      await page
        .getByRole('combobox', { name: `Download type for ${title}`, exact: true })
        .selectOption({ label: type });
      const [download] = await Promise.all([
        page.waitForEvent('download', { timeout: 120_000 }),
        page.getByRole('button', { name: `Download ${title}`, exact: true }).click(),
      ]);
      return { path: await download.path(), name: download.suggestedFilename() };
    },
    async giveRoom(bytes) {
      const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + bytes });
    },
    async liftQuota() {
      await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    },
    async close() {
      await context.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true });
    },
  };
  return app;
}
