import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lock;

test('the lock file has an entry for every optional dependency, so that npm ci works on every platform', () => {
  const missing: string[] = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const found = `${path}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages;
      if (!found) missing.push(`${path} → ${name}`);
    }
  }
  expect(missing).toEqual([]);
});

test('the lock file names no registry’s host', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith('http'))).toEqual([]);
});
