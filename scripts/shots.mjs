// `npm run shots`: takes every screenshot of docs/ anew from the built program, desktop and phone, light and dark.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, chromiumPath } from '../tests/support/chromium-args.mjs';
import { serveProgram } from '../tests/support/program.mjs';

const root = new URL('..', import.meta.url).pathname;
const out = join(root, 'docs/screenshots');
const MANY = Number(process.env.SHOTS_MANY ?? 10_000);
const DEVICES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
  cwd: root,
});
mkdirSync(out, { recursive: true });
const program = await serveProgram(root);

for (const [device, options] of Object.entries(DEVICES)) {
  const profile = mkdtempSync(join(tmpdir(), 'satchel-shots-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: CHROMIUM_ARGS,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const shoot = async (name) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(out, `${name}-${device}-${colorScheme}.png`) });
    }
  };
  const settled = async () => {
    await page.waitForFunction(() => !document.querySelector('.job.running'));
    await page.waitForFunction(() => document.querySelectorAll('[role=gridcell] img').length >= 4);
    await page.waitForTimeout(400);
  };

  await page.goto(program.address);
  await page.getByRole('button', { name: 'Try with sample pictures' }).waitFor();
  await page.waitForTimeout(400);
  await shoot('empty');

  await page.getByRole('button', { name: 'Try with sample pictures' }).click();
  await settled();
  await shoot('six');

  if (device === 'desktop') {
    for (const name of ['sunset.jpg', 'dandelions.jpg'])
      await page.getByRole('checkbox', { name: `Select ${name}` }).click();
    await shoot('selection');
    await page.getByRole('button', { name: 'Details' }).click();
    await shoot('details');
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Clear selection' }).click();
  }

  await page.getByRole('gridcell', { name: 'dandelion-clock.webp' }).locator('.tile-picture').dblclick();
  await page.getByRole('dialog', { name: 'dandelion-clock.webp' }).waitFor();
  await page.waitForTimeout(600);
  await shoot('viewer');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const choose = async (title, item) => {
    await page.getByRole('button', { name: `More actions for ${title}`, exact: true }).click();
    if (item === null) return;
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(500);
  };
  await choose('sunset.jpg', null);
  await page.waitForTimeout(200);
  await shoot('menu');
  await page.keyboard.press('Escape');
  await choose('sunset.jpg', 'Edit');
  await page.getByLabel('Title', { exact: true }).fill('Sunset over the hills');
  await page.getByLabel('Description').fill('The last light on the ridge above the village.');
  for (const word of ['evening', 'hills', 'sun']) {
    await page.getByLabel('Keywords', { exact: true }).fill(word);
    await page.keyboard.press('Enter');
  }
  for (const name of ['Landscapes', 'Autumn walk']) {
    await page.getByLabel('Find or make a category').fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name }).waitFor();
  }
  await shoot('edit');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  if (device === 'desktop') {
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.keyboard.press('e');
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(500);
    await page.getByLabel('Keywords', { exact: true }).fill('walk');
    await page.keyboard.press('Enter');
    await shoot('edit-many');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Clear selection' }).click();
  }
  await choose('dandelions.jpg', 'Upload new version');
  await page.getByLabel('Browse files').setInputFiles(join(root, 'public/samples/dandelion-clock.webp'));
  await page.getByLabel('Comment').fill('Closer, and upright');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '2 versions' }).first().click();
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.waitForTimeout(700);
  await shoot('history');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await choose('mountain.avif', 'Delete');
  await page.getByRole('button', { name: 'Ok' }).click();
  await page.goto(`${program.address}#/deleted`);
  await page.getByRole('gridcell', { name: 'mountain.avif' }).locator('img').waitFor();
  await shoot('deleted');
  await page.getByRole('gridcell').getByRole('button', { name: 'Restore' }).click();
  await page.goto(`${program.address}#/assets`);
  await settled();

  const collect = async (title) => {
    await page.getByRole('button', { name: `Add ${title} to a collection` }).click();
    await page.getByRole('combobox', { name: 'Collection', exact: true }).fill('Summer in the hills');
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  for (const title of ['Sunset over the hills', 'mountain.avif', 'autumn-hills.jpg']) await collect(title);
  await page.goto(`${program.address}#/collections`);
  await page.getByRole('listitem', { name: 'Summer in the hills' }).locator('img').waitFor();
  await page.waitForTimeout(500);
  await shoot('collections');
  await page.getByRole('listitem', { name: 'Summer in the hills' }).getByRole('link').first().click();
  await page.getByRole('gridcell').nth(2).locator('img').waitFor();
  await page.waitForTimeout(500);
  await shoot('collection');
  await page.getByRole('button', { name: 'More actions for Summer in the hills' }).click();
  await page.getByRole('menuitem', { name: 'Share via e-mail' }).click();
  await page.getByRole('textbox', { name: 'E-mail addresses' }).fill('Ana Ortiz <ana@example.org>, li@example.org');
  await page.getByRole('textbox', { name: 'Comment' }).fill('For the poster: please take the one with the sun.');
  await page.waitForTimeout(400);
  await shoot('share');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog', { name: 'Shared' }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'QR code' }).click();
  await page.waitForTimeout(400);
  await shoot('shared');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save file' }).click(),
  ]);
  const packed = await download.path();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  for (const button of await page.getByRole('button', { name: /^Dismiss/ }).all()) await button.click().catch(() => {});
  await page.goto(`${program.address}#/shares`);
  await page.waitForTimeout(600);
  await shoot('shares');
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('Browse files').setInputFiles(packed);
  await page.getByRole('button', { name: 'Download all' }).waitFor();
  await page.waitForTimeout(500);
  await shoot('receive');
  await page.goto('about:blank');
  await page.goto(`${program.address}#/assets`);
  await settled();

  const broken = ['truncated.jpg', 'bomb.png', 'empty.jpg', 'note.txt', 'located.jpg'].map((name) => ({
    name:
      name === 'located.jpg'
        ? `${'A very long name of a picture that somebody took on a summer’s day '.repeat(2)}.jpg`
        : name,
    mimeType: '',
    buffer: readFileSync(join(root, 'tests/fixtures', name)),
  }));
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  await page.getByLabel('Browse files').setInputFiles(broken);
  await page.waitForFunction(
    () => document.querySelectorAll('.file-row').length >= 4 && !document.querySelector('.upload-total'),
  );
  await shoot('upload');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForTimeout(600);
  await shoot('errors');
  for (const button of await page.getByRole('button', { name: /^Dismiss/ }).all()) await button.click().catch(() => {});

  await page.goto(`${program.address}#/settings/storage`);
  await page.getByRole('tab', { name: 'Storage', selected: true }).waitFor();
  await page.waitForTimeout(400);
  await shoot('settings');

  await page.goto('about:blank');
  const seeding = await context.newPage();
  seeding.setDefaultTimeout(600_000);
  await seeding.goto(new URL('__seed.html', program.address).href);
  await seeding.evaluate((count) => window.seed(count), MANY);
  await seeding.close();
  await page.goto(program.address);
  await settled();
  await page.waitForTimeout(2500);
  await shoot('many');
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

// The manifest shows two of them to whoever installs the program.
for (const name of ['desktop', 'phone']) {
  copyFileSync(join(out, `six-${name}-light.png`), join(root, `public/screenshots/${name}.png`));
}
await program.close();
console.log(`${readdirSync(out).length} screenshots in docs/screenshots`);
process.exit(0);
