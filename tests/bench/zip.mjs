import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pssOfTree, watchPeak } from './memory.mjs';
import { openSatchel } from './satchel.mjs';

/** Originals in one zip, against zip -0, and the memory that it takes. */
export async function benchZip({ program, scratch, rounds, print, report, median }) {
  print('zip: 200 originals of 10 MB');
  const satchel = await openSatchel(program.address);
  const folder = join(scratch, 'originals');
  mkdirSync(folder);
  const size = 10_000_000;
  const files = Array.from({ length: 200 }, (_, i) => {
    const file = join(folder, `original ${i}.bin`);
    const bytes = randomFillSync(Buffer.alloc(size));
    writeFileSync(file, bytes);
    return file;
  });
  await satchel.upload(files);
  await satchel.page.waitForTimeout(10_000);
  const idle = pssOfTree(satchel.pid());
  const megabytes = (files.length * size) / 1e6;
  const times = { satchel: [], zip: [] };
  let peak = 0;
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    const watch = watchPeak(satchel.pid());
    times.satchel.push(await satchel.downloadAll('Original'));
    peak = Math.max(peak, watch.stop());
    await satchel.dismissJobs();
    const zip = join(scratch, 'all.zip');
    const started = performance.now();
    execFileSync('zip', ['-0', '-q', '-r', '-j', zip, folder]);
    times.zip.push((performance.now() - started) / 1000);
    rmSync(zip);
  }
  print(
    `  satchel ${(megabytes / median(times.satchel)).toFixed(0)} MB/s, zip -0 ${(megabytes / median(times.zip)).toFixed(0)} MB/s`,
  );
  report('zip of stored originals ÷ zip -0', median(times.zip) / median(times.satchel), 0.5, 1);
  report('peak memory over idle while zipping', (peak - idle) / 1e6, 300, 150, false, ' MB');
  rmSync(folder, { recursive: true });
  await satchel.close();
}
