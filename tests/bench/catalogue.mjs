// The figures of the catalogue: what is done to ten thousand assets, against Dexie without anything around it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSatchel } from './satchel.mjs';

const COUNT = 10_000;
const DISTINCT = 40;

/**
 * @param {object} bench
 * @param {{ address: string }} bench.program
 * @param {string[]} bench.pictures
 * @param {string} bench.corpus folder with metadata-rich files; may be absent
 * @param {number} bench.rounds
 * @param {(line: string) => void} bench.print
 * @param {(figure: string, value: number, must: number, aim: number, better?: boolean, unit?: string) => void} bench.report
 * @param {(values: number[]) => number} bench.median
 */
export async function benchCatalogue({ program, pictures, corpus, rounds, print, report, median }) {
  print(`catalogue: ${COUNT.toLocaleString()} assets`);
  const satchel = await openSatchel(program.address);
  const { page, context } = satchel;
  page.setDefaultTimeout(60_000);
  await satchel.upload(pictures.slice(0, 5));
  await hearAnswers(context);
  const tools = await context.newPage();
  tools.setDefaultTimeout(120_000);
  await page.goto('about:blank');
  await tools.goto(new URL('__seed.html', program.address).href);
  await tools.evaluate((n) => window.seed(n), COUNT - 5);
  await tools.evaluate((n) => window.seedWords(n), DISTINCT);
  const open = async () => {
    await page.bringToFront();
    await page.goto(program.address);
    await page.getByRole('button', { name: 'Select all' }).waitFor();
    await page.waitForFunction(
      (n) =>
        document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') && document.body.innerText.includes(n),
      COUNT.toLocaleString(),
    );
    await page.waitForTimeout(1500);
  };
  await open();

  const times = { open: [], edit: [], put: [], remove: [], putTwice: [], search: [] };
  for (let round = 0; round < rounds; round++) {
    await page.bringToFront();
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.getByText(`${COUNT.toLocaleString()} selected`).waitFor();
    times.open.push(await fromKey(page, 'e', 'dialog .field-mixed'));
    const edit = page.getByRole('dialog', { name: `Edit ${COUNT.toLocaleString()} assets` });
    await edit.getByLabel('Headline', { exact: true }).fill(`round ${round}`);
    await edit.getByText(/^On all /).waitFor();
    times.edit.push(
      await timed(
        page,
        () => document.querySelectorAll('dialog[open]').length === 0,
        async () => {
          await edit.getByRole('button', { name: 'Save' }).click({ noWaitAfter: true });
        },
      ),
    );
    await tools.bringToFront();
    times.put.push(await tools.evaluate(() => window.bareBulkPut(1)));

    await page.bringToFront();
    await page.keyboard.press('Delete');
    const ask = page.getByRole('dialog', { name: `Delete ${COUNT.toLocaleString()} assets?` });
    await ask.waitFor();
    const emptied = await timed(
      page,
      () => !document.querySelector('[role=gridcell]'),
      async () => {
        await ask.getByRole('button', { name: 'Ok' }).click({ noWaitAfter: true });
      },
    );
    const back = await timed(
      page,
      () => Boolean(document.querySelector('[role=gridcell] .tile-title')),
      async () => {
        await page.keyboard.press('Control+z');
      },
    );
    times.remove.push(emptied + back);
    await tools.bringToFront();
    times.putTwice.push(await tools.evaluate(() => window.bareBulkPut(2)));
    await page.waitForTimeout(1000);
  }
  await open();
  await page.getByRole('searchbox', { name: 'Search assets' }).focus();
  await page.keyboard.type('zzz');
  await page.waitForTimeout(3000);
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('');
  await page.waitForTimeout(1000);
  for (const word of ['harbour 7', 'keyword', 'seeded 0012', 'photographer 3', 'word 11 lake']) {
    for (const key of word) {
      // A space alone asks nothing new.
      const ms = await keyToIds(page, key);
      if (ms !== null) times.search.push(ms);
    }
    await page.getByRole('searchbox', { name: 'Search assets' }).fill('');
    await page.waitForTimeout(400);
  }
  const p95 = [...times.search].sort((a, b) => a - b)[Math.floor(times.search.length * 0.95)] ?? 0;
  print(
    `  edit ${median(times.edit).toFixed(0)} ms, bulkPut ${median(times.put).toFixed(0)} ms; delete + undo ${median(times.remove).toFixed(0)} ms, bulkPut twice ${median(times.putTwice).toFixed(0)} ms; search median ${median(times.search).toFixed(0)} ms`,
  );
  report('bulk edit of 10,000, saved and shown ÷ bare bulkPut', median(times.edit) / median(times.put), 3, 1.5, false);
  report('opening "Edit 10,000 assets"', median(times.open), 500, 100, false, ' ms');
  report('delete of 10,000 + undo ÷ bare Dexie', median(times.remove) / median(times.putTwice), 3, 1.5, false);
  report('search as one types over 10,000, p95, key to ids', p95, 50, 16, false, ' ms');

  await tools.bringToFront();
  const added = await tools.evaluate(() => window.cloneMany(1000, 10_000_000));
  report('clone of 1,000 assets of 10 MB: bytes added', added, 0, 0, false, ' B');

  if (existsSync(corpus) && spawnSync('sh', ['-c', 'command -v exiftool']).status === 0) {
    const files = readdirSync(corpus)
      .filter((name) => !/\.(?:json|xmp)$/.test(name))
      .map((name) => join(corpus, name))
      .filter((path) => statSync(path).isFile());
    await tools.setInputFiles('#files', files);
    const ours = [];
    const theirs = [];
    for (let round = 0; round <= rounds; round++) {
      ours.push(await tools.evaluate(() => window.readMetadata()));
      const started = performance.now();
      spawnSync('exiftool', ['-q', '-json', '-G1', '-a', ...files], { maxBuffer: 1 << 28 });
      theirs.push(performance.now() - started);
    }
    print(
      `  metadata of ${files.length} files: ${median(ours).toFixed(0)} ms, exiftool ${median(theirs).toFixed(0)} ms`,
    );
    report('reading metadata of the corpus ÷ exiftool', median(theirs) / median(ours), 1, 5);
  } else print('  metadata: no corpus or no exiftool, skipped');
  await satchel.close();
}

/** Milliseconds from an act until something holds, looked at in each frame. */
async function timed(page, holds, act) {
  const done = page.evaluate(
    (source) =>
      new Promise((resolve) => {
        const test = new Function(`return (${source})()`);
        let started = 0;
        addEventListener('click', () => (started ||= performance.now()), { capture: true, once: true });
        addEventListener('keydown', () => (started ||= performance.now()), { capture: true, once: true });
        const look = () => {
          if (started && test()) resolve(performance.now() - started);
          else requestAnimationFrame(look);
        };
        look();
      }),
    String(holds),
  );
  await act();
  return done;
}

async function fromKey(page, key, selector) {
  const done = page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        addEventListener(
          'keydown',
          () => {
            const started = performance.now();
            const look = () => {
              if (document.querySelector(wanted)) resolve(performance.now() - started);
              else requestAnimationFrame(look);
            };
            look();
          },
          { capture: true, once: true },
        );
      }),
    selector,
  );
  await page.keyboard.press(key);
  return done;
}

/** Tells, from before the program starts, when the catalogue worker answers: ids are there then. */
async function hearAnswers(context) {
  await context.addInitScript(() => {
    const Real = window.Worker;
    window.Worker = class extends Real {
      constructor(url, options) {
        super(url, options);
        if (options?.name !== 'catalogue') return;
        const asked = new Map();
        const post = this.postMessage.bind(this);
        this.postMessage = (message, ...rest) => {
          if (message?.path?.at(-1) === 'ordered') asked.set(message.id, message.argumentList?.[0]?.value?.text ?? '');
          post(message, ...rest);
        };
        this.addEventListener('message', ({ data }) => {
          if (asked.has(data?.id)) dispatchEvent(new CustomEvent('answered', { detail: asked.get(data.id) }));
        });
      }
    };
  });
}

/** From a key in the search box until the catalogue has given the ids for what then stands there. */
async function keyToIds(page, key) {
  const done = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener(
          'input',
          () => {
            const started = performance.now();
            const wanted = document.querySelector('[type=search]').value.trim();
            const answered = ({ detail }) => {
              if (detail !== wanted) return;
              removeEventListener('answered', answered);
              resolve(performance.now() - started);
            };
            addEventListener('answered', answered);
          },
          { capture: true, once: true },
        );
      }),
  );
  await page.keyboard.press(key === ' ' ? 'Space' : key);
  return Promise.race([done, new Promise((resolve) => setTimeout(resolve, 1500, null))]);
}
