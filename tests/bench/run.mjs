// `npm run bench`: measures Satchel as built against what a person would pick instead, all within one run.
// Options: --only export,intake,zip,start,quality,catalogue,sharing,live,backup  --rounds N  --megabytes N
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveProgram } from '../support/program.mjs';
import { benchBackup } from './backup.mjs';
import { benchCatalogue } from './catalogue.mjs';
import { benchExport } from './export.mjs';
import { benchIntake } from './intake.mjs';
import { benchLive } from './live.mjs';
import { benchQuality } from './quality.mjs';
import { benchSharing } from './sharing.mjs';
import { benchStart } from './start.mjs';
import { benchZip } from './zip.mjs';

const here = new URL('.', import.meta.url).pathname;
const root = join(here, '../..');
const photos = process.env.SATCHEL_BENCH_PHOTOS ?? join(root, '../shared/corpus/photos');
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};
const rounds = Number(option('rounds', '5'));
const only = option('only', 'export,intake,zip,start,quality,catalogue,sharing,live,backup').split(',');
const scratch = mkdtempSync(join(tmpdir(), 'satchel-bench-files-'));
const rows = [];

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const print = (line) => process.stderr.write(`${line}\n`);

/** @param better whether more is better */
function report(figure, value, must, aim, better = true, unit = '') {
  const reached = (limit) => (better ? value >= limit : value <= limit);
  const verdict = reached(aim) ? 'aim' : reached(must) ? 'must' : 'missed';
  rows.push({
    figure,
    value: `${Number(value.toPrecision(3))}${unit}`,
    must: `${must}${unit}`,
    aim: `${aim}${unit}`,
    verdict,
  });
  print(`  ${figure}: ${value.toPrecision(3)}${unit} (must ${must}${unit}, aim ${aim}${unit}): ${verdict}`);
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

if (!existsSync(join(here, 'node_modules/sharp'))) execFileSync('npm', ['ci', '--prefix', here], { stdio: 'inherit' });
execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
  cwd: root,
});
const pictures = existsSync(photos)
  ? readdirSync(photos)
      .filter((name) => name.endsWith('.jpg'))
      .map((name) => join(photos, name))
  : readdirSync(join(root, 'public/samples'))
      .filter((name) => name.endsWith('.jpg'))
      .map((name) => join(root, 'public/samples', name));

const BENCH_PROFILES = [
  { id: 'jpeg', name: 'JPEG 1600', format: 'jpeg' },
  { id: 'webp', name: 'WebP 1600', format: 'webp' },
].map((profile) => ({
  ...profile,
  size: { type: 'long-edge', pixels: 1600 },
  quality: 80,
  metadata: 'all-but-location',
}));

const program = await serveProgram(root, { installation: { profiles: BENCH_PROFILES } });

const megabytes = (usual) => Number(option('megabytes', usual));
const common = { program, pictures, scratch, rounds, has, print, report, median };
const parts = {
  export: () => benchExport(common),
  intake: () => benchIntake(common),
  zip: () => benchZip(common),
  start: () => benchStart({ ...common, assets: Number(option('assets', '100000')) }),
  quality: () => benchQuality(common),
  catalogue: () => benchCatalogue({ ...common, corpus: join(photos, '../metadata') }),
  sharing: () => benchSharing({ ...common, megabytes: megabytes('1000') }),
  live: () => benchLive({ ...common, megabytes: megabytes('200') }),
  backup: () => benchBackup({ ...common, megabytes: megabytes('1000') }),
};
for (const name of only) await parts[name]?.();
await program.close();
rmSync(scratch, { recursive: true, force: true });

const table = [
  '| figure | measured | must reach | aim | |',
  '|---|---|---|---|---|',
  ...rows.map((row) => `| ${row.figure} | ${row.value} | ${row.must} | ${row.aim} | ${row.verdict} |`),
].join('\n');
console.log(table);
if (process.argv.includes('--write')) writeFileSync(join(root, 'docs/bench-table.md'), `${table}\n`);
process.exit(rows.some((row) => row.verdict === 'missed') ? 1 : 0);
