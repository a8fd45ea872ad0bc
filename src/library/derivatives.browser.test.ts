import { describe, expect, test } from 'vitest';
import { fresh } from '../../tests/support/libraries';
import type { BlobHash } from '../domain/ids';
import type { OpenLibrary } from './db';
import { clearDerivatives, derivativeUsage, getDerivative, putDerivative } from './derivatives';

const HASH = 'a'.repeat(64) as BlobHash;

const keep = (library: OpenLibrary, fingerprint: string, bytes = 100, limit = 250) =>
  putDerivative(library, { hash: HASH, fingerprint, file: new Blob(['x'.repeat(bytes)]), limit });
const fingerprints = async (library: OpenLibrary) =>
  (await library.db.derivatives.toArray()).map(({ fingerprint }) => fingerprint);

describe.each(['blobs', 'chunks'] as const)('made files, as %s', (way) => {
  test('come back as they were made, and nothing else does', async () => {
    const library = await fresh(way);
    await keep(library, 'web', 3);
    expect(await (await getDerivative(library, HASH, 'web'))?.text()).toBe('xxx');
    expect(await getDerivative(library, HASH, 'print')).toBeUndefined();
  });

  test('what was damaged on the disk is not given out', async () => {
    const library = await fresh(way);
    await keep(library, 'web', 3);
    if (way === 'blobs') await library.db.derivatives.toCollection().modify({ blob: new Blob(['xyx']) });
    else await library.db.chunks.toCollection().modify((row) => void Object.assign(row, { data: new ArrayBuffer(3) }));
    expect(await getDerivative(library, HASH, 'web')).toBeUndefined();
  });

  test('what was used least goes first, until the limit is kept', async () => {
    const library = await fresh(way);
    await keep(library, 'a');
    await keep(library, 'b');
    await getDerivative(library, HASH, 'a');
    await keep(library, 'c');
    expect(await fingerprints(library)).toEqual(['a', 'c']);
    expect(await derivativeUsage(library)).toEqual({ files: 2, bytes: 200 });
    await keep(library, 'd', 250);
    expect(await fingerprints(library)).toEqual(['d']);
    expect(await library.db.chunks.count()).toBe(way === 'chunks' ? 1 : 0);
  });

  test('what is larger than the cache is not kept, and drives out nothing', async () => {
    const library = await fresh(way);
    await keep(library, 'a');
    await keep(library, 'large', 251);
    expect(await fingerprints(library)).toEqual(['a']);
    await clearDerivatives(library);
    expect(await derivativeUsage(library)).toEqual({ files: 0, bytes: 0 });
  });
});
