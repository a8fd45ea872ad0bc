import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { openSatchel } from './satchel.mjs';

/** The same photographs with a few bytes more at the end: other hashes, the same work. */
function freshCopies({ pictures, scratch }, tag) {
  const folder = join(scratch, `copies-${tag}`);
  mkdirSync(folder);
  return pictures.map((file) => {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    appendFileSync(copy, tag);
    return copy;
  });
}

/** Files in, against the programs of a command line that find out the same. */
export async function benchIntake({ program, pictures, scratch, rounds, print, report, median, has }) {
  if (!has('exiftool') || !has('vipsthumbnail')) return print('intake: exiftool or vipsthumbnail is missing, skipped');
  print(`intake: ${pictures.length} photographs`);
  const satchel = await openSatchel(program.address);
  const commandLine = (files) => {
    const out = join(scratch, 'thumbs');
    mkdirSync(out, { recursive: true });
    const list = files.map((file) => `'${file}'`).join('\n');
    const cores = availableParallelism();
    const started = performance.now();
    execFileSync(
      'sh',
      [
        '-c',
        `printf '%s\\n' "$LIST" | xargs -P ${cores} -n 1 sha256sum > /dev/null & exiftool -fast -q -j "$FOLDER" > /dev/null & printf '%s\\n' "$LIST" | xargs -P ${cores} -I{} vipsthumbnail {} -s 320 -o '${out}/%s-320.webp[Q=80]'; printf '%s\\n' "$LIST" | xargs -P ${cores} -I{} vipsthumbnail {} -s 1600 -o '${out}/%s-1600.webp[Q=80]'; wait`,
      ],
      {
        env: { ...process.env, LIST: list.replaceAll("'", ''), FOLDER: join(files[0], '..'), VIPS_CONCURRENCY: '1' },
      },
    );
    return (performance.now() - started) / 1000;
  };
  const times = { satchel: [], commandLine: [] };
  await satchel.upload(freshCopies({ pictures, scratch }, 'warm'));
  for (let round = 0; round < rounds; round++) {
    const files = freshCopies({ pictures, scratch }, `round-${round}`);
    times.satchel.push(await satchel.upload(files));
    times.commandLine.push(commandLine(files));
  }
  print(`  satchel ${median(times.satchel).toFixed(2)} s, command line ${median(times.commandLine).toFixed(2)} s`);
  report(
    'intake ÷ (sha256sum, exiftool -fast, vipsthumbnail twice)',
    median(times.commandLine) / median(times.satchel),
    0.5,
    0.8,
  );
  await satchel.close();
}
