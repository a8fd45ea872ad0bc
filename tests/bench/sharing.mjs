// The figures of sharing: making a package against zip and age on the command line, and opening it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pssOfTree, watchPeak } from './memory.mjs';
import { openSatchel } from './satchel.mjs';

const PIECE = 10_000_000;

/**
 * @param {object} bench
 * @param {{ address: string }} bench.program
 * @param {string[]} bench.pictures
 * @param {string} bench.scratch
 * @param {number} bench.megabytes size of the package
 * @param {number} bench.rounds
 * @param {(line: string) => void} bench.print
 * @param {(figure: string, value: number, must: number, aim: number, better?: boolean, unit?: string) => void} bench.report
 * @param {(values: number[]) => number} bench.median
 */
export async function benchSharing({ program, pictures, scratch, megabytes, rounds, print, report, median }) {
  if (spawnSync('sh', ['-c', 'command -v age && command -v zip']).status !== 0) {
    return print('sharing: age or zip is missing, skipped');
  }
  print(`sharing: a package of ${megabytes.toLocaleString()} MB`);
  const count = Math.round((megabytes * 1e6) / PIECE);
  const satchel = await openSatchel(program.address);
  const { page, context } = satchel;
  await satchel.upload(pictures.slice(0, 6));
  const tools = await context.newPage();
  tools.setDefaultTimeout(1_200_000);
  await page.goto('about:blank');
  await tools.goto(new URL('__seed.html', program.address).href);
  for (let i = 0; i < count; i++)
    await tools.evaluate(([n, size]) => window.seedBytes(`piece ${n}.bin`, size), [i, PIECE]);
  await tools.close();
  await page.goto(program.address);
  await page.getByRole('button', { name: 'Select all' }).waitFor();
  await page.waitForTimeout(8000);

  const folder = join(scratch, 'pieces');
  mkdirSync(folder);
  const piece = Buffer.alloc(PIECE);
  for (let i = 0; i < count; i++) {
    for (let at = 0; at < PIECE; at += 4096) piece.writeUInt32LE((at * 2654435761 + i) >>> 0, at);
    writeFileSync(join(folder, `piece ${i}.bin`), piece);
  }
  const recipient = execFileSync('sh', ['-c', `age-keygen 2>/dev/null | tee '${scratch}/key.txt' | age-keygen -y`], {
    encoding: 'utf8',
  }).trim();

  const idle = pssOfTree(satchel.pid());
  const times = { satchel: [], commandLine: [] };
  let peak = 0;
  let link = '';
  for (let round = 0; round < Math.min(3, rounds); round++) {
    await page.getByRole('button', { name: 'Select all' }).click();
    await page.keyboard.press('s');
    const share = page.getByRole('dialog', { name: 'Share', exact: true });
    await share.getByRole('combobox', { name: 'Export profile' }).selectOption('original');
    const watch = watchPeak(satchel.pid());
    const started = performance.now();
    await share.getByRole('button', { name: 'Share', exact: true }).click();
    const shared = page.getByRole('dialog', { name: 'Shared' });
    await shared.waitFor({ timeout: 600_000 });
    times.satchel.push((performance.now() - started) / 1000);
    peak = Math.max(peak, watch.stop());
    link = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
    if (round === Math.min(3, rounds) - 1) {
      const [download] = await Promise.all([
        page.waitForEvent('download', { timeout: 600_000 }),
        shared.getByRole('button', { name: 'Save file' }).click(),
      ]);
      await download.saveAs(join(scratch, 'share.zip.age'));
    }
    await shared.getByRole('button', { name: 'Done' }).click();
    await satchel.dismissJobs();
    const zip = join(scratch, 'all.zip');
    const begun = performance.now();
    execFileSync('zip', ['-0', '-q', '-r', '-j', zip, folder]);
    execFileSync('age', ['-e', '-r', recipient, '-o', `${zip}.age`, zip]);
    times.commandLine.push((performance.now() - begun) / 1000);
    rmSync(zip);
    rmSync(`${zip}.age`);
  }
  rmSync(folder, { recursive: true });
  print(
    `  satchel ${(megabytes / median(times.satchel)).toFixed(0)} MB/s, command line ${(megabytes / median(times.commandLine)).toFixed(0)} MB/s`,
  );
  report('making a package ÷ zip -0 then age -e', median(times.commandLine) / median(times.satchel), 0.3, 0.6);
  report('peak memory over idle while making a package', (peak - idle) / 1e6, 300, 150, false, ' MB');
  await satchel.close();

  const receiver = await openSatchel(link);
  const seen = [];
  for (let round = 0; round < rounds; round++) {
    await receiver.page.goto('about:blank');
    await receiver.page.goto(link);
    const input = receiver.page.getByLabel('Browse files');
    await input.waitFor({ state: 'attached' });
    const started = performance.now();
    await input.setInputFiles(join(scratch, 'share.zip.age'));
    // Those further down load when they are scrolled to.
    await receiver.page.locator('.receive-picture img').first().waitFor({ state: 'attached' });
    seen.push((performance.now() - started) / 1000);
  }
  report('receiver: package chosen → previews seen', median(seen), 2, 0.5, false, ' s');
  await receiver.page.waitForTimeout(4000);
  const quiet = pssOfTree(receiver.pid());
  const watch = watchPeak(receiver.pid());
  const began = performance.now();
  await Promise.all([
    receiver.page.waitForEvent('download', { timeout: 600_000 }),
    receiver.page.getByRole('button', { name: 'Download all' }).click(),
  ]);
  print(`  received at ${(megabytes / ((performance.now() - began) / 1000)).toFixed(0)} MB/s, every file proven`);
  report('peak memory over idle while receiving', (watch.stop() - quiet) / 1e6, 300, 150, false, ' MB');
  await receiver.close();
  rmSync(join(scratch, 'share.zip.age'));
}
