import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build, preview } from 'vite';
import { openSatchel } from './satchel.mjs';

const here = import.meta.dirname;

/** Photographs to 1600 px, against native sharp and what else runs in a browser. */
export async function benchExport({ program, pictures, scratch, rounds, print, report, median }) {
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
