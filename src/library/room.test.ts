import { afterEach, expect, test, vi } from 'vitest';
import { codeOf } from '../domain/errors';
import { storingError } from './room';

afterEach(() => vi.unstubAllGlobals());

const left = (bytes: number) =>
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 1e9, quota: 1e9 + bytes }) } });

const file = new Blob(['bytes']);
const moved = { size: 5, slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }) };
const told = async (error: unknown, of: Blob | null = file) => codeOf(await storingError(error, of));

test('a disk that runs full while a blob is copied is told from a file that is gone', async () => {
  left(1e12);
  // The file itself can still be read: it is the copy that could not be written.
  expect(await told(new DOMException('', 'NotReadableError'))).toBe('no-room');
  expect(await told(new DOMException('', 'NotFoundError'), moved as unknown as Blob)).toBe('vanished');
  expect(await told(new DOMException('', 'QuotaExceededError'))).toBe('no-room');
});

test('what IndexedDB gives no reason for is want of room where hardly any is left, and nothing else', async () => {
  const nameless = [new DOMException('Error preparing blob', 'UnknownError'), new DOMException('', 'DataError')];
  for (const error of nameless) {
    left(100_000);
    expect(await told(error)).toBe('no-room');
    expect(await told(error, null)).toBe('no-room');
    left(1e12);
    expect(await told(error)).toBe('unknown');
  }
  left(0);
  expect(await storingError(new DOMException('', 'AbortError'), file)).toMatchObject({ name: 'AbortError' });
});
