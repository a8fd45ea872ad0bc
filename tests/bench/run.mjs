// `npm run bench`: measures Satchel as built against what a person would pick instead, all within one run.
// Options: --only export,intake,zip,start,quality,catalogue,sharing,live,backup  --rounds N  --megabytes N
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { build, preview } from 'vite';
import { serveProgram } from '../support/program.mjs';
import { benchBackup } from './backup.mjs';
import { benchCatalogue } from './catalogue.mjs';
import { benchLive } from './live.mjs';
import { pssOfTree, watchPeak } from './memory.mjs';
import { openSatchel } from './satchel.mjs';
import { benchSharing } from './sharing.mjs';

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

async function benchExport() {
  print(`export: ${pictures.length} photographs to 1600 px, ${availableParallelism()} cores, ${rounds} rounds`);
  const satchel = await openSatchel(program.address);
  await satchel.upload(pictures);
  await build({
    configFile: join(here, 'competitors/vite.config.js'),
    root: join(here, 'competitors'),
    logLevel: 'error',
  });
  const competitors = await preview({
    configFile: join(here, 'competitors/vite.config.js'),
    root: join(here, 'competitors'),
    preview: { port: 0 },
    logLevel: 'error',
    plugins: [
      {
        name: 'pictures',
        configurePreviewServer(server) {
          server.middlewares.use('/pictures/', (request, response) => {
            const file = pictures[Number((request.url ?? '').replace(/\D/g, ''))];
            response.setHeader('Content-Type', 'image/jpeg');
            response.end(file ? readFileSync(file) : '');
          });
        },
      },
    ],
  });
  const other = await satchel.context.newPage();
  other.setDefaultTimeout(600_000);
  await other.goto(competitors.resolvedUrls.local[0]);
  await other.evaluate(
    (count) => window.load(Array.from({ length: count }, (_, i) => `/pictures/${i}`)),
    pictures.length,
  );
  const sharp = spawn(process.execPath, [join(here, 'sharp.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: sharp.stdout })[Symbol.asyncIterator]();
  const runSharp = async (format) => {
    sharp.stdin.write(`${JSON.stringify({ files: pictures, format, out: join(scratch, 'sharp'), effort: 2 })}\n`);
    return JSON.parse((await answers.next()).value);
  };
  const runSatchel = async (type) => {
    await satchel.clearMade();
    await satchel.page.bringToFront();
    const seconds = await satchel.downloadAll(type);
    await satchel.dismissJobs();
    return seconds;
  };
  const runOther = async (engine, format) => {
    await other.bringToFront();
    return other.evaluate(([name, to]) => window.measure(name, to), [engine, format]);
  };
  for (const [format, type] of [
    ['jpeg', 'JPEG 1600'],
    ['webp', 'WebP 1600'],
  ]) {
    const contestants = {
      satchel: () => runSatchel(type),
      sharp: () => runSharp(format),
      ...(format === 'jpeg'
        ? {
            magick: () => runOther('magick', format),
            jsquash: () => runOther('jsquash', format),
            canvas: () => runOther('canvas', format),
          }
        : {}),
    };
    const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (const work of Object.values(contestants)) await work();
    for (let round = 0; round < rounds; round++) {
      for (const [name, work] of Object.entries(contestants)) times[name].push(await work());
    }
    const typical = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
    print(
      `  ${format}: ${Object.entries(typical)
        .map(([name, value]) => `${name} ${value.toFixed(2)} s`)
        .join(', ')}`,
    );
    if (format === 'jpeg') {
      report('export to JPEG ÷ native sharp', typical.sharp / typical.satchel, 0.5, 0.65);
      report('export to JPEG ÷ magick-wasm', typical.magick / typical.satchel, 2.1, 2.6);
      report('export to JPEG ÷ @jsquash', typical.jsquash / typical.satchel, 3.7, 4.6);
      report('export to JPEG ÷ canvas', typical.canvas / typical.satchel, 1.4, 1.8);
    } else report('export to WebP ÷ native sharp (same effort)', typical.sharp / typical.satchel, 0.6, 0.9);
  }
  sharp.stdin.end();
  await satchel.close();
  await new Promise((resolve) => competitors.httpServer.close(resolve));
}

/** The same photographs with a few bytes more at the end: other hashes, the same work. */
function freshCopies(tag) {
  const folder = join(scratch, `copies-${tag}`);
  mkdirSync(folder);
  return pictures.map((file) => {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    appendFileSync(copy, tag);
    return copy;
  });
}

async function benchIntake() {
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
  await satchel.upload(freshCopies('warm'));
  for (let round = 0; round < rounds; round++) {
    const files = freshCopies(`round-${round}`);
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

async function benchZip() {
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

async function firstRows(satchel) {
  await satchel.page.goto('about:blank');
  await satchel.page.goto(program.address);
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

async function benchStart() {
  const large = Number(option('assets', '100000'));
  print(`start: libraries of 100 and ${large.toLocaleString()} assets`);
  const libraries = [];
  for (const count of [100, large]) {
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
  for (const satchel of libraries) await firstRows(satchel);
  for (let round = 0; round < rounds; round++) {
    for (const [i, satchel] of libraries.entries()) {
      // What the last page began (reading the whole library) must not be running when the next is timed.
      await satchel.page.waitForTimeout(4000);
      times[i].push(await firstRows(satchel));
    }
  }
  print(`  first rows after ${median(times[0]).toFixed(0)} ms and ${median(times[1]).toFixed(0)} ms`);
  report(`first rows of ${large.toLocaleString()} assets ÷ of 100`, median(times[1]) / median(times[0]), 2, 1.2, false);
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

async function benchQuality() {
  if (!has('vipsthumbnail') || !has('unzip')) return print('quality: vips or unzip is missing, skipped');
  print('quality: SSIM against vips on the command line, same settings');
  const { default: sharp } = await import(join(here, 'node_modules/sharp/dist/index.mjs')).catch(
    () => import(join(here, 'node_modules/sharp/lib/index.js')),
  );
  const { ssim } = await import(join(here, 'node_modules/ssim.js/dist/index.js'));
  const satchel = await openSatchel(program.address);
  await satchel.upload(pictures);
  const out = join(scratch, 'quality');
  mkdirSync(out);
  let worst = 1;
  let different = 0;
  for (const [type, extension, settings] of [
    ['JPEG 1600', 'jpg', '[Q=80,optimize-coding]'],
    ['WebP 1600', 'webp', '[Q=80,effort=2]'],
  ]) {
    const [download] = await Promise.all([satchel.page.waitForEvent('download'), satchel.downloadAll(type)]);
    const folder = join(out, extension);
    execFileSync('unzip', ['-q', '-o', await download.path(), '-d', folder]);
    for (const file of pictures) {
      const name = basename(file).replace(/\.jpg$/, '');
      const theirs = join(out, `${name}-vips.${extension}`);
      // Untagged pictures are sRGB already; a conversion from sRGB to sRGB by the command line bends their tones.
      const { icc } = await sharp(file).metadata();
      const tagged = icc && !/sRGB/.test(Buffer.from(icc).toString('latin1'));
      const colours = tagged ? ['--export-profile', 'srgb'] : [];
      execFileSync('vipsthumbnail', [file, '-s', '1600x1600>', ...colours, '-o', `${theirs}${settings}`], {
        stdio: 'ignore',
      });
      const raw = async (path) => {
        // Without its profile: sharp would convert from sRGB to its own idea of sRGB on the way.
        const plain = `${path}.png`;
        execFileSync('vips', ['copy', path, `${plain}[strip]`], { stdio: 'ignore' });
        const { data, info } = await sharp(plain).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
      };
      const [ours, vips] = [await raw(join(folder, `${name}.${extension}`)), await raw(theirs)];
      if (ours.width !== vips.width || ours.height !== vips.height) {
        different++;
        continue;
      }
      const value = ssim(ours, vips).mssim;
      if (value < worst) worst = value;
      if (value < 0.99) print(`  ${name}.${extension}: ${value.toFixed(4)}`);
    }
  }
  report('pictures of another size than vips makes', different, 0, 0, false);
  report('lowest SSIM against vips', worst, 0.99, 0.99);
  await satchel.close();
}

const benchTheCatalogue = () =>
  benchCatalogue({ program, pictures, corpus: join(photos, '../metadata'), rounds, print, report, median });
const benchTheSharing = () =>
  benchSharing({
    program,
    pictures,
    scratch,
    megabytes: Number(option('megabytes', '1000')),
    rounds,
    print,
    report,
    median,
  });
const benchTheLive = () =>
  benchLive({ program, megabytes: Number(option('megabytes', '200')), rounds, print, report, median });
const benchTheBackup = () =>
  benchBackup({ program, scratch, megabytes: Number(option('megabytes', '1000')), print, report });
const parts = {
  export: benchExport,
  intake: benchIntake,
  zip: benchZip,
  start: benchStart,
  quality: benchQuality,
  catalogue: benchTheCatalogue,
  sharing: benchTheSharing,
  live: benchTheLive,
  backup: benchTheBackup,
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
