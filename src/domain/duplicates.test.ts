import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asset, NO_FACTS } from './asset';
import { duplicatesAmong, LOOK_HEIGHT, LOOK_WIDTH, type Look, lookOf, unitedMetadata } from './duplicates';
import { type AssetId, type BlobHash, type CategoryId, newId, type VersionId } from './ids';

function asset(hash: string, [width, height]: [number, number] = [300, 200], more: Partial<Asset> = {}): Asset {
  return {
    id: newId<AssetId>(),
    currentVersionId: newId<VersionId>(),
    versionCount: 1,
    title: '',
    fields: {},
    categoryIds: [],
    rating: 0,
    ...{ createdAt: 1, updatedAt: 1, finalisedAt: 1, deletedAt: 0 },
    ...{ state: 'ready', failure: null, origin: 'upload', uploadId: null, uploadIndex: 0 },
    ...{ fileName: `${hash}.jpg`, mime: 'image/jpeg', kind: 'image', bytes: 9, blobHash: hash as BlobHash },
    facts: { ...NO_FACTS, width, height },
    ...more,
  };
}

describe('a look', () => {
  const size = LOOK_WIDTH * LOOK_HEIGHT;
  test('stays when a picture becomes lighter or darker, and a plain one has none', () => {
    const picture = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 55 }), (luma, more) => {
        expect(lookOf(luma.map((each) => each + more))).toEqual(lookOf(luma));
      }),
    );
    expect(lookOf(new Array(size).fill(7))).toBeNull();
  });

  test('has a bit for each spot that is lighter on its right', () => {
    const rising = Array.from({ length: size }, (_, i) => (i % LOOK_WIDTH) * 20);
    expect(lookOf(rising)).toEqual([0xffffffff, 0xffffffff]);
    expect(lookOf(rising.map((each) => 160 - each))).toEqual([0, 0]);
  });
});

describe('duplicates', () => {
  const flipped = ([upper, lower]: Look, bits: readonly number[]): Look => {
    const words = [upper, lower];
    for (const bit of bits) words[bit >> 5] = ((words[bit >> 5] ?? 0) ^ (1 << (bit & 31))) >>> 0;
    return [words[0] ?? 0, words[1] ?? 0];
  };
  const word = fc.integer({ min: 0, max: 0xffffffff });

  test('of pictures: up to four bits apart, not more, whichever bits', () => {
    const bits = fc.uniqueArray(fc.nat(63), { minLength: 0, maxLength: 8 });
    fc.assert(
      fc.property(word, word, bits, (upper, lower, apart) => {
        const [one, other] = [asset('a'), asset('b')];
        const look: Look = [upper, lower];
        const looks = new Map([
          [one.id, look],
          [other.id, flipped(look, apart)],
        ]);
        expect(duplicatesAmong([one, other], looks)).toHaveLength(apart.length <= 4 ? 1 : 0);
      }),
    );
  });

  test('the same look in another shape is another picture; the one with most pixels comes first', () => {
    const look: Look = [1, 2];
    const [small, large, tall] = [asset('a', [300, 200]), asset('b', [3000, 2000]), asset('c', [200, 300])];
    const looks = new Map([small, large, tall].map(({ id }) => [id, look]));
    expect(duplicatesAmong([small, large, tall], looks)).toEqual([{ type: 'picture', assets: [large, small] }]);
  });

  test('of bytes: by their hash alone; what is like one of them is with all of them', () => {
    const [one, two, three, other] = [asset('a', [0, 0]), asset('a', [0, 0]), asset('b', [0, 0]), asset('c')];
    expect(duplicatesAmong([one, two, three, other], new Map())).toEqual([{ type: 'bytes', assets: [one, two] }]);
  });
});

test('metadata of several are united: nothing that one says is lost but where the kept one says otherwise', () => {
  const category = () => newId<CategoryId>();
  const [a, b] = [category(), category()];
  const kept = asset('a', [1, 1], { title: 'Mine', fields: { keywords: ['x'] }, categoryIds: [a], rating: 2 });
  const other = asset('a', [1, 1], {
    title: 'Theirs',
    fields: { keywords: ['y', 'x'], city: 'Oslo' },
    categoryIds: [b, a],
    rating: 4,
  });
  expect(unitedMetadata(kept, [other])).toEqual({
    values: { title: 'Mine', keywords: ['x', 'y'], city: 'Oslo', rating: 4 },
    categoryIds: [a, b],
  });
});
