import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether an independent program is on this machine; what is compared with it is skipped where it is not. */
export function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function run(program: string, args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

export const FIXTURES = join(import.meta.dirname, '../fixtures');
export const fixture = (name: string) => join(FIXTURES, name);

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
export const hasCorpus = existsSync(CORPUS);
export const corpus = (path: string) => join(CORPUS, path);
export const corpusFiles = (folder: string) =>
  readdirSync(join(CORPUS, folder))
    .filter((name) => !name.endsWith('.json'))
    .map((name) => join(CORPUS, folder, name));

interface ImageFacts {
  width: number;
  height: number;
  loader: string;
  bands: number;
}

/** Size and format as libvips' own command line reads them. */
export function vipsFacts(path: string): ImageFacts {
  const text = run('vipsheader', ['-a', path]);
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    width: Number(field('width')),
    height: Number(field('height')),
    loader: field('vips-loader'),
    bands: Number(field('bands')),
  };
}

/** Tags as exiftool reads them, by "Group:Name" of family 1. */
export function exif(path: string): Record<string, unknown> {
  return (JSON.parse(run('exiftool', ['-json', '-G1', '-n', '-a', path])) as Record<string, unknown>[])[0] ?? {};
}
