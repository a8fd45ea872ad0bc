import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pssOfTree, watchPeak } from '../bench/memory.mjs';
import { type App, openApp } from '../support/app';
import { serveProgram } from '../support/program.mjs';
import { has, run } from '../support/tools';

/**
 * Zips past the old limits, made by the button "Download". The assets are made through the library's own verbs and
 * share their bytes, so that neither needs hours of uploading.
 */
let program: { address: string; close: () => Promise<void> };
beforeAll(async () => {
  program = await serveProgram(inject('root'));
});
afterAll(() => program.close());

declare global {
  interface Window {
    seed: (count: number) => Promise<number>;
    seedBytes: (name: string, size: number) => Promise<void>;
  }
}

async function seeded(work: (app: App) => Promise<void>): Promise<App> {
  const app = await openApp({ address: program.address });
  app.page.setDefaultTimeout(1_500_000);
  await app.page.goto(new URL('__seed.html', program.address).href);
  await work(app);
  await app.page.goto(program.address);
  await app.page.getByRole('gridcell').first().waitFor();
  return app;
}

const browserPid = (profile: string) =>
  Number(execFileSync('pgrep', ['-o', '-f', profile], { encoding: 'utf8' }).trim());

async function downloadEverything(app: App, count: number) {
  const { page } = app;
  const total = count.toLocaleString('en-GB');
  await expect.poll(() => page.getByText(total, { exact: true }).count(), { timeout: 120_000 }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Select all' }).click();
  const idle = pssOfTree(browserPid(app.profile));
  const watch = watchPeak(browserPid(app.profile));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Download', exact: true }).click(),
  ]);
  const path = await download.path();
  return { path, memory: watch.stop() - idle };
}

test.skipIf(!has('unzip'))('more than 4 GiB in one zip: right, and flat in memory', async () => {
  const app = await seeded(async ({ page }) => {
    await page.evaluate(() => window.seedBytes('large.zip', 10_000_000));
    await page.evaluate(() => window.seed(449));
  });
  const { path, memory } = await downloadEverything(app, 450);
  expect(statSync(path).size).toBeGreaterThan(4.4e9);
  expect(run('sh', ['-c', `unzip -t '${path}' | tail -1`])).toContain('No errors detected');
  expect(run('sh', ['-c', `unzip -l '${path}' | tail -1`])).toMatch(/450 files/);
  expect(memory).toBeLessThan(400_000_000);
  await app.close();
});

test.skipIf(!has('unzip'))('more than 65,535 files in one zip: right', async () => {
  const many = await seeded(async ({ page }) => {
    await page.evaluate(() => window.seedBytes('small.zip', 500));
    await page.evaluate(() => window.seed(66_000));
  });
  const { path } = await downloadEverything(many, 66_001);
  expect(run('sh', ['-c', `unzip -t '${path}' | tail -1`])).toContain('No errors detected');
  expect(run('sh', ['-c', `unzip -l '${path}' | tail -1`])).toMatch(/66001 files/);
  await many.close();
});
