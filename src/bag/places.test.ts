import { describe, expect, test } from 'vitest';
import type { Category } from '../domain/category';
import { type AssetId, type CategoryId, newId, type VersionId } from '../domain/ids';
import { createPlaces, type PlacedAsset, type PlacedVersion } from './places';

const id = <T>() => newId<string & T>() as T;
const category = (name: string, parentId: CategoryId | null = null): Category => ({
  id: id<CategoryId>(),
  parentId,
  name,
  order: 0,
});

function asset(fileName: string, change: Partial<PlacedAsset> = {}): [PlacedAsset, PlacedVersion] {
  const version = { id: id<VersionId>(), number: 1, fileName };
  const row = {
    id: id<AssetId>(),
    categoryIds: [],
    createdAt: new Date(2026, 4, 3, 12).getTime(),
    deletedAt: 0,
    currentVersionId: version.id,
  };
  return [{ ...row, ...change }, version];
}

const sea = category('Sea / shore');
const coast = category('Coast', sea.id);
const all = [sea, coast];

describe('where originals lie', () => {
  test('in the folders of their first category', () => {
    const places = createPlaces(all, 'categories', []);
    expect(places.of(...asset('boat.jpg', { categoryIds: [coast.id, sea.id] }))).toEqual({
      path: 'data/originals/Sea _ shore/Coast/boat.jpg',
      sidecar: 'data/originals/Sea _ shore/Coast/boat.jpg.xmp',
    });
    expect(places.of(...asset('boat.jpg')).path).toBe('data/originals/No category/boat.jpg');
    // A category that is gone is no folder.
    expect(places.of(...asset('b.jpg', { categoryIds: [id<CategoryId>()] })).path).toBe(
      'data/originals/No category/b.jpg',
    );
  });

  test('in the folder of the day on which they came, or among the deleted', () => {
    const places = createPlaces(all, 'days', []);
    expect(places.of(...asset('boat.jpg', { categoryIds: [sea.id] })).path).toBe('data/originals/2026-05-03/boat.jpg');
    expect(places.of(...asset('boat.jpg', { deletedAt: 9 })).path).toBe('data/originals/Deleted/boat.jpg');
  });

  test('an older version says which, and no two files have one name, whatever the case', () => {
    const places = createPlaces(all, 'categories', ['data/originals/No category/Boat.JPG']);
    const [row, current] = asset('boat.jpg');
    expect(places.of(row, current).path).toBe('data/originals/No category/boat (2).jpg');
    const older = { id: id<VersionId>(), number: 3, fileName: 'boat.tar.gz' };
    expect(places.of(row, older).path).toBe('data/originals/No category/boat.tar (version 3).gz');
  });

  test('a file may be called as the sidecar of another', () => {
    const places = createPlaces(all, 'categories', []);
    const first = places.of(...asset('boat.jpg'));
    const second = places.of(...asset('boat.jpg.xmp'));
    expect(new Set([first.path, first.sidecar, second.path, second.sidecar]).size).toBe(4);
  });

  test('no name needs escaping in a manifest', () => {
    const places = createPlaces([category('100%')], 'categories', []);
    expect(places.of(...asset('50%.jpg')).path).toBe('data/originals/No category/50_.jpg');
    expect(places.of(...asset('a\nb\\c.jpg')).path).toBe('data/originals/No category/a_b_c.jpg');
  });

  test('a circle of categories ends', () => {
    const one = category('One');
    const two = category('Two', one.id);
    one.parentId = two.id;
    const places = createPlaces([one, two], 'categories', []);
    expect(places.of(...asset('x.jpg', { categoryIds: [two.id] })).path).toMatch(
      /^data\/originals\/(One\/)?Two\/x.jpg$/,
    );
  });
});
