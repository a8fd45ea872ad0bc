// `npm start`: builds where the built program is missing or older than its sources, serves it, prints its address.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const SOURCES = ['src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'package-lock.json'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const index = join(root, 'dist/index.html');
const stale =
  !existsSync(index) || Math.max(...SOURCES.map((name) => newest(join(root, name)))) > statSync(index).mtimeMs;
if (stale) await build({ root, logLevel: 'warn' });

const port = Number(process.env.PORT ?? 4173);
const server = await preview({
  root,
  preview: { port, strictPort: true, host: process.env.HOST ?? 'localhost' },
  logLevel: 'warn',
});
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`;
console.log(`\nSatchel is at ${address}\n`);
