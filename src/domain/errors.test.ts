import { expect, test } from 'vitest';
import { AppError, codeOf, describeError, ERROR_CODES, isAbort, isPassing } from './errors';

test('a code survives a worker’s border, where only name and message do', () => {
  const there = new AppError('ends-early', { detail: 'x' });
  const here = Object.assign(new Error(there.message), { name: there.name });
  expect(codeOf(here)).toBe('ends-early');
});

test('the browser’s own errors and those wrapped by others are told', () => {
  expect(codeOf(new DOMException('', 'QuotaExceededError'))).toBe('no-room');
  expect(codeOf(new DOMException('', 'NotReadableError'))).toBe('vanished');
  const wrapped = new Error('a transaction', { cause: new DOMException('', 'QuotaExceededError') });
  expect(codeOf(wrapped)).toBe('no-room');
  expect(codeOf(new Error('outer', { cause: wrapped }))).toBe('no-room');
  const itself = new Error('circle');
  itself.cause = itself;
  expect(codeOf(itself)).toBe('unknown');
  expect(codeOf(Object.assign(new Error('tx'), { cause: 'words' }))).toBe('unknown');
  expect(codeOf('a string')).toBe('unknown');
  expect(isAbort(new DOMException('', 'AbortError'))).toBe(true);
});

test('only what lies in the bytes is of the file; what a sleep, a full disk or a crash did passes', () => {
  expect((['ends-early', 'damaged', 'too-many-pixels', 'no-decoder', 'empty-file'] as const).some(isPassing)).toBe(
    false,
  );
  const passing = [
    'too-slow',
    'worker-start',
    'out-of-memory',
    'no-room',
    'no-room-previews',
    'library-closed',
    'not-isolated',
    'stored-damaged',
    'missing-bytes',
    'unknown',
  ] as const;
  expect(passing.every(isPassing)).toBe(true);
});

test('every code has words that say what can be done, without exclamation or please', () => {
  for (const code of ERROR_CODES) {
    expect(describeError(code)).toMatch(/\.$/);
    expect(describeError(code)).not.toMatch(/!|please/i);
  }
});

test('that a file can be downloaded is said to nobody who cannot', () => {
  const about = ERROR_CODES.filter((code) => describeError(code, true) !== describeError(code));
  expect(about).toEqual(expect.arrayContaining(['ends-early', 'damaged', 'no-decoder', 'codec-zstd', 'not-isolated']));
  for (const code of ERROR_CODES) expect(describeError(code)).not.toMatch(/can be downloaded/);
  for (const code of about) expect(describeError(code, true)).toMatch(/can be downloaded\.$/);
  // "Nothing is kept" is as true for everybody.
  expect(about).not.toContain('empty-file');
});

test('only the browser’s own abort says that somebody cancelled', () => {
  expect(isAbort(new DOMException('', 'AbortError'))).toBe(true);
  expect(isAbort(Object.assign(new Error('a transaction'), { name: 'AbortError' }))).toBe(false);
  expect(isAbort(new DOMException('', 'QuotaExceededError'))).toBe(false);
});
