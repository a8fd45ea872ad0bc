import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unbrotli } from './brotli';

const MOST = 4 * 1024 * 1024;

test('what is compressed comes out again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 400 }), async (piece, times) => {
      const bytes = Buffer.concat(Array.from({ length: times }, () => piece));
      expect(Buffer.from((await unbrotli(brotliCompressSync(bytes), MOST)) ?? []).equals(bytes)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('words of its own dictionary', async () => {
  const text = '<rdf:li xml:lang="x-default">information about the photographer of the university</rdf:li>';
  const opened = await unbrotli(brotliCompressSync(Buffer.from(text)), MOST);
  expect(new TextDecoder().decode(opened ?? new Uint8Array())).toBe(text);
});

test('damaged, cut short, or longer than it may be: nothing', async () => {
  const packed = brotliCompressSync(Buffer.from('words of somebody '.repeat(50)));
  expect(await unbrotli(packed.subarray(0, packed.length / 2), MOST)).toBeNull();
  expect(await unbrotli(Buffer.from('no such thing at all, this is text'), MOST)).toBeNull();
  expect(await unbrotli(new Uint8Array(), MOST)).toBeNull();
  const bomb = brotliCompressSync(Buffer.alloc(64 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(1000);
  expect(await unbrotli(bomb, MOST)).toBeNull();
});
