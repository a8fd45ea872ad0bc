import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { preview } from 'vite';
import { expect, inject, test } from 'vitest';
import { openApp } from '../support/app';
import { serveStatic } from '../support/static-server';
import { fixture } from '../support/tools';

const root = inject('root');

async function served(): Promise<{ address: string; close: () => Promise<void> }> {
  const server = await preview({ root, preview: { port: 0, host: 'localhost' }, logLevel: 'error' });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    close: () =>
      new Promise((resolve) => {
        if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
        server.httpServer.close(() => resolve());
      }),
  };
}

const precached = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
        }),
      { timeout: 30_000 },
    )
    .toBe(true);

/** The one reload comes when the service worker is there; where that takes longer than a page should wait, it is offered. */
async function isolated(page: Page): Promise<void> {
  const offer = page.getByRole('status').getByText('The picture engine is ready');
  await Promise.race([page.waitForFunction(() => crossOriginIsolated), offer.waitFor()]);
  if (await offer.isVisible()) await page.getByRole('status').getByRole('button', { name: 'Reload' }).click();
  await page.waitForFunction(() => crossOriginIsolated);
}

test('the server gone and the browser restarted: everything is there and converts', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-offline-'));
  const server = await served();
  const first = await openApp({ profile, address: server.address });
  await first.upload([fixture('photo.png'), fixture('located.jpg')]);
  await first.settled();
  await precached(first.page);
  await first.close();
  await server.close();

  const second = await openApp({ profile, address: server.address });
  await second.page.getByRole('gridcell', { name: 'located.jpg' }).waitFor();
  expect(await second.page.evaluate(() => crossOriginIsolated)).toBe(true);
  // Kinds that were never met online: their engine's parts are there too.
  await second.upload([fixture('photo.avif'), fixture('photo.jxl'), fixture('vector.svg')]);
  await second.settled();
  for (const [title, type, name] of [
    ['located.jpg', 'Web 1600', 'located.jpg'],
    ['vector.svg', 'WebP 2048', 'vector.webp'],
    ['photo.jxl', 'AVIF 2048', 'photo.avif'],
  ] as const) {
    expect((await second.download(title, type)).name).toBe(name);
  }
  await second.page.getByRole('button', { name: 'Select all' }).click();
  const [zip] = await Promise.all([
    second.page.waitForEvent('download'),
    second.page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(
    readFileSync(await zip.path())
      .subarray(0, 4)
      .toString('latin1'),
  ).toBe('PK\u0003\u0004');
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test('a plain static host under any path: isolated after exactly one reload, the fragment intact, and it converts', async () => {
  const host = await serveStatic(join(root, 'dist'), '/some/where/');
  const app = await openApp({ address: `${host.address}#/settings/storage` });
  const { page } = app;
  await isolated(page);
  await page.getByRole('tab', { name: 'Storage', selected: true }).waitFor();
  expect(host.requests.filter((path) => path === '/some/where/').length).toBeLessThanOrEqual(2);
  expect(
    await page.evaluate(() =>
      performance.getEntriesByType('navigation').map((each) => (each as PerformanceNavigationTiming).type),
    ),
  ).toEqual(['reload']);
  await page.goto(`${host.address}#/assets`);
  await app.upload([fixture('located.jpg')]);
  await app.settled();
  expect((await app.download('located.jpg', 'Web 1600')).name).toBe('located.jpg');
  await app.close();
  await host.close();
});

test('where isolation cannot be had, it says so and the browser’s own decoders stand in', async () => {
  const host = await serveStatic(join(root, 'dist'));
  const app = await openApp({ address: host.address, context: { serviceWorkers: 'block' } });
  const { page } = app;
  await page.getByText('does not let the picture engine run').waitFor();
  await app.upload([fixture('orientation-6.jpg'), fixture('deep.tif')]);
  await app.settled();
  const cell = page.getByRole('gridcell', { name: 'orientation-6.jpg' });
  await cell.getByText('180 × 320').waitFor();
  expect((await app.download('orientation-6.jpg', 'Thumbnail 400')).name).toBe('orientation-6.jpg');
  // What canvas cannot do is said: no TIFF, no file that only pretends.
  await page
    .getByRole('combobox', { name: 'Download type for orientation-6.jpg' })
    .selectOption({ label: 'Print 300 dpi' });
  await page.getByRole('button', { name: 'Download orientation-6.jpg' }).click();
  await page
    .getByRole('alert')
    .getByText(/^orientation-6.jpg could not be downloaded. .* does not allow the picture engine/)
    .waitFor();
  await app.close();
  await host.close();
});

test('the manifest is complete: icons, maskable too, screenshots and shortcuts, and every file is there', async () => {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/manifest.webmanifest'), 'utf8')) as {
    icons: { src: string; sizes: string; purpose?: string }[];
    screenshots: { src: string; form_factor: string }[];
    shortcuts: { url: string }[];
  };
  for (const { src } of [...manifest.icons, ...manifest.screenshots])
    expect(existsSync(join(root, 'dist', src))).toBe(true);
  expect(manifest.icons.some((icon) => icon.purpose === 'maskable')).toBe(true);
  expect(manifest.screenshots.map((shot) => shot.form_factor).sort()).toEqual(['narrow', 'wide']);
  expect(manifest.shortcuts.length).toBeGreaterThan(0);
});

test('a shortcut of the installed program opens the upload', async () => {
  const app = await openApp({ address: `${inject('address')}#/assets?do=upload` });
  await app.page.getByRole('dialog', { name: 'Upload' }).waitFor();
  expect(await app.page.evaluate(() => location.hash)).toBe('#/assets');
  await app.close();
});

test('a new version is offered and never taken by itself', async () => {
  const { cpSync, writeFileSync } = await import('node:fs');
  const folder = mkdtempSync(join(tmpdir(), 'satchel-dist-'));
  cpSync(join(root, 'dist'), folder, { recursive: true });
  const host = await serveStatic(folder);
  const app = await openApp({ address: host.address });
  const { page } = app;
  await isolated(page);
  await precached(page);
  // The reload that isolated it is over: only what comes now is counted.
  await page.waitForLoadState('load');
  let loads = 0;
  page.on('load', () => loads++);
  writeFileSync(join(folder, 'sw.js'), `${readFileSync(join(folder, 'sw.js'), 'utf8')}\n// another version\n`);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const message = page.getByRole('status').filter({ hasText: 'A new version is ready' });
  await message.waitFor();
  await page.waitForTimeout(1000);
  expect(loads).toBe(0);
  await message.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => loads).toBe(1);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await app.close();
  await host.close();
});

test('an installation.json that was changed holds in the page that is open, and a broken one does not', async () => {
  const { cpSync, writeFileSync } = await import('node:fs');
  const folder = mkdtempSync(join(tmpdir(), 'satchel-dist-'));
  cpSync(join(root, 'dist'), folder, { recursive: true });
  const host = await serveStatic(folder);
  const app = await openApp({ address: host.address });
  const { page } = app;
  await precached(page);
  const upload = page.getByRole('button', { name: 'Upload', exact: true });
  await upload.first().waitFor();
  const change = (text: string) => writeFileSync(join(folder, 'installation.json'), text);
  change(JSON.stringify({ name: 'Museum', roles: [{ id: 'see', name: 'See', actions: [], profiles: [] }] }));
  await page.reload();
  // The worker answers with the last one, and tells the page of the new one: no second visit is needed.
  await page.getByRole('link', { name: 'Museum' }).waitFor();
  await expect.poll(() => upload.count()).toBe(0);
  change('{"name":');
  await page.reload();
  await page.getByRole('alert').getByText('has mistakes, so the settings that were read last stay in use').waitFor();
  await page.getByRole('link', { name: 'Museum' }).waitFor();
  expect(await upload.count()).toBe(0);
  await app.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});
