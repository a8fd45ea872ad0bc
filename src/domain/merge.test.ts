import { describe, expect, test } from 'vitest';
import { type Asset, NO_FACTS, type Version } from './asset';
import type { Category } from './category';
import { type AssetId, type BlobHash, type CategoryId, type NoteId, newId, type VersionId } from './ids';
import { type MergeConflict, matchCategories, mergeAsset, mergeCollection, mergeNote, mergeVersions } from './merge';

const assetId = newId<AssetId>();
const versionId = newId<VersionId>();
const blobHash = 'a'.repeat(64) as BlobHash;

const asset = (change: Partial<Asset>): Asset => ({
  id: assetId,
  currentVersionId: versionId,
  versionCount: 1,
  title: 'Boat',
  fields: { creator: ['Ana'] },
  categoryIds: [],
  rating: 0,
  createdAt: 1,
  updatedAt: 10,
  finalisedAt: 1,
  deletedAt: 0,
  state: 'ready',
  failure: null,
  origin: 'upload',
  uploadId: null,
  uploadIndex: 0,
  fileName: 'boat.jpg',
  mime: 'image/jpeg',
  kind: 'image',
  bytes: 1,
  blobHash,
  facts: NO_FACTS,
  ...change,
});

const version = (change: Partial<Version>): Version => ({
  id: newId<VersionId>(),
  assetId,
  number: 1,
  createdAt: 1,
  blobHash,
  fileName: 'boat.jpg',
  modifiedAt: 1,
  mime: 'image/jpeg',
  bytes: 1,
  facts: NO_FACTS,
  comment: '',
  frozenFields: null,
  ...change,
});

function merged(mine: Partial<Asset>, theirs: Partial<Asset>) {
  const conflicts: MergeConflict[] = [];
  const result = mergeAsset(asset(mine), asset(theirs), (conflict) => conflicts.push(conflict));
  return { result, conflicts: conflicts.map(({ property, kept, lost }) => [property, kept, lost]) };
}

describe('an asset of two rows', () => {
  test('that say the same has no conflict', () => {
    expect(merged({}, { updatedAt: 5 })).toEqual({ result: asset({}), conflicts: [] });
  });

  test('the later word stays, on either side, and what gave way is told', () => {
    const older = { title: 'Old', rating: 2, updatedAt: 5 };
    const newer = { title: 'New', rating: 3, updatedAt: 20 };
    const conflicts = [
      ['title', 'New', 'Old'],
      ['rating', '3', '2'],
    ];
    for (const [mine, theirs] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const { result, conflicts: told } = merged(mine, theirs);
      expect([result.title, result.rating, result.updatedAt]).toEqual(['New', 3, 20]);
      expect(told).toEqual(expect.arrayContaining(conflicts));
    }
  });

  test('at the same time the library’s stays', () => {
    expect(merged({ title: 'Mine' }, { title: 'Theirs' }).result.title).toBe('Mine');
  });

  test('an emptied field stays empty, and its words are told', () => {
    const { result, conflicts } = merged({ fields: {}, updatedAt: 20 }, {});
    expect(result.fields).toEqual({});
    expect(conflicts).toEqual([['creator', '', 'Ana']]);
  });

  test('what was deleted since stays in Deleted', () => {
    const { result, conflicts } = merged({ deletedAt: 30 }, {});
    expect(result.deletedAt).toBe(30);
    expect(conflicts).toEqual([['deleted', 'yes', 'no']]);
  });

  test('categories go with the later row, their order is no difference', () => {
    const [a, b] = [newId<CategoryId>(), newId<CategoryId>()];
    expect(merged({ categoryIds: [a, b] }, { categoryIds: [b, a] }).conflicts).toEqual([]);
    expect(merged({ categoryIds: [a] }, { categoryIds: [b], updatedAt: 11 }).result.categoryIds).toEqual([b]);
  });
});

describe('versions of both', () => {
  test('are all there, numbered anew where two have one number', () => {
    const mine = [version({ number: 1 }), version({ number: 2, createdAt: 5 })];
    const theirs = [version({ number: 2, createdAt: 3, comment: 'theirs' })];
    const all = mergeVersions(mine, theirs, false);
    expect(all.map(({ number, createdAt }) => [number, createdAt])).toEqual([
      [1, 1],
      [2, 3],
      [3, 5],
    ]);
    expect(mergeVersions(mine, [version({ number: 4 })], false).map(({ number }) => number)).toEqual([1, 2, 4]);
  });

  test('of the same one the later comment stays, its file is mine', () => {
    const id = newId<VersionId>();
    const mine = version({ id, comment: 'mine', fileName: 'mine.jpg' });
    const theirs = version({ id, comment: 'theirs', fileName: 'theirs.jpg' });
    expect(mergeVersions([mine], [theirs], true)).toEqual([{ ...mine, comment: 'theirs' }]);
    expect(mergeVersions([mine], [theirs], false)).toEqual([mine]);
  });
});

test('of notes and collections the later one stays', () => {
  const told: MergeConflict[] = [];
  const tell = (conflict: MergeConflict) => told.push(conflict);
  const note = { id: newId<NoteId>(), assetId, text: 'First', author: '', createdAt: 5, editedAt: 0 };
  const edited = { ...note, text: 'Second', editedAt: 6 };
  expect(mergeNote(note, edited, tell, 'Boat')).toBe(edited);
  expect(mergeNote(edited, note, tell, 'Boat')).toBe(edited);
  expect(told.map(({ kept, lost }) => [kept, lost])).toEqual([
    ['Second', 'First'],
    ['Second', 'First'],
  ]);
  const row = { id: newId<never>(), name: 'A', profileId: 'original', coverId: null, createdAt: 1, updatedAt: 1 };
  expect(mergeCollection(row, { ...row, name: 'B', updatedAt: 2 }, tell).name).toBe('B');
  expect(mergeCollection({ ...row, updatedAt: 3 }, { ...row, name: 'B', updatedAt: 2 }, tell).name).toBe('A');
  expect(told.slice(2).map(({ property, kept }) => [property, kept])).toEqual([
    ['name', 'B'],
    ['name', 'A'],
  ]);
});

describe('categories of a backup', () => {
  const category = (name: string, parentId: CategoryId | null = null): Category => ({
    id: newId<CategoryId>(),
    parentId,
    name,
    order: 0,
  });

  test('are those with the same id, else with the same name under the same parent, else new', () => {
    const people = category('People');
    const staff = category('Staff', people.id);
    const theirPeople = category('people');
    const theirStaff = category('Staff', theirPeople.id);
    const guests = category('Guests', theirPeople.id);
    const same = { ...staff, name: 'Renamed' };
    const { ids, added } = matchCategories([people, staff], [theirStaff, guests, theirPeople, same]);
    expect(ids.get(theirPeople.id)).toBe(people.id);
    expect(ids.get(theirStaff.id)).toBe(staff.id);
    expect(ids.get(same.id)).toBe(staff.id);
    expect(added).toEqual([{ ...guests, parentId: people.id }]);
  });

  test('a circle ends, and a parent that is gone is none', () => {
    const one = category('One');
    const two = category('Two', one.id);
    const lost = category('Lost', newId<CategoryId>());
    one.parentId = two.id;
    const { added } = matchCategories([], [one, two, lost]);
    expect(added.map(({ name }) => name).sort()).toEqual(['Lost', 'One', 'Two']);
    expect(added.find(({ name }) => name === 'Lost')?.parentId).toBeNull();
    expect(added.some(({ parentId }) => parentId === null)).toBe(true);
  });
});
