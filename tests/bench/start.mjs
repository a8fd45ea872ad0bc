import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openSatchel } from './satchel.mjs';

const root = join(import.meta.dirname, '../..');

async function firstRows(satchel, address) {
  await satchel.page.goto('about:blank');
  await satchel.page.goto(address);
  return satchel.page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          if (window.__firstRows) resolve(window.__firstRows);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

/** From an address to the first rows, of a small library and of a large one. */
export async function benchStart({ program, pictures, rounds, print, report, median, assets }) {
  print(`start: libraries of 100 and ${assets.toLocaleString()} assets`);
  const libraries = [];
  for (const count of [100, assets]) {
    const satchel = await openSatchel(program.address);
    await satchel.context.addInitScript(() => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('[role=gridcell] .tile-title')) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          window.__firstRows = performance.now();
        });
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    await satchel.upload(pictures.slice(0, 10));
    const seeding = await satchel.context.newPage();
    seeding.setDefaultTimeout(1_800_000);
    await satchel.page.goto('about:blank');
    await seeding.goto(new URL('__seed.html', program.address).href);
    const started = performance.now();
    await seeding.evaluate((n) => window.seed(n), count - 10);
    print(`  ${count.toLocaleString()} assets made in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    await seeding.close();
    libraries.push(satchel);
  }
  const times = [[], []];
  for (const satchel of libraries) await firstRows(satchel, program.address);
  for (let round = 0; round < rounds; round++) {
    for (const [i, satchel] of libraries.entries()) {
      // What the last page began (reading the whole library) must not be running when the next is timed.
      await satchel.page.waitForTimeout(4000);
      times[i].push(await firstRows(satchel, program.address));
    }
  }
  print(`  first rows after ${median(times[0]).toFixed(0)} ms and ${median(times[1]).toFixed(0)} ms`);
  report(
    `first rows of ${assets.toLocaleString()} assets ÷ of 100`,
    median(times[1]) / median(times[0]),
    2,
    1.2,
    false,
  );
  const scripts = await libraries[1].page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.endsWith('.js') && entry.startTime < window.__firstRows)
      .map((entry) => new URL(entry.name).pathname),
  );
  const bytes = scripts.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(root, 'dist', path)), { level: 9 }).length,
    0,
  );
  report('JavaScript before the first rows, gzipped', bytes / 1000, 100, 60, false, ' kB');
  for (const satchel of libraries) await satchel.close();
}
