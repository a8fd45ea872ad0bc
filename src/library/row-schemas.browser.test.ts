import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { makeScene } from '../../tests/support/scene';
import { VERBS as OTHERS } from '../../tests/support/verbs';
import { foundIn, STORAGE_VERBS } from '../../tests/support/verbs/storage';
import type { Verb } from '../../tests/support/verbs/verb';
import { newId } from '../domain/ids';
import { LibraryDb, type OpenLibrary } from './db';
import { beginSending, noteSent } from './in-storage';
import { ROW_SCHEMAS } from './row-schemas';
import { deleteAssets } from './trash';

const VERBS: Record<string, Verb> = { ...OTHERS, ...STORAGE_VERBS };

const opened: OpenLibrary[] = [];
afterEach(async () => {
  for (const { db } of opened.splice(0)) await db.delete();
});

const SCHEMAS: Readonly<Record<string, v.GenericSchema>> = ROW_SCHEMAS;

async function rowsOf({ db }: OpenLibrary): Promise<[table: string, row: unknown][]> {
  const rows = await Promise.all(
    db.tables.map(async (table) => (await table.toArray()).map((row: unknown): [string, unknown] => [table.name, row])),
  );
  return rows.flat();
}

/** Why a row is none of its table; undefined where it is one. */
function wrong(table: string, row: unknown): string | undefined {
  const schema = SCHEMAS[table];
  if (!schema) return `no schema of ${table}`;
  const { issues } = v.safeParse(schema, row);
  return issues && `${table}: ${issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`).join('; ')}`;
}

test('every table has a schema, and every schema a table', () => {
  const tables = new LibraryDb(`test-${newId()}`).tables.map(({ name }) => name);
  expect(Object.keys(SCHEMAS).sort()).toEqual(tables.sort());
});

test.each(Object.keys(VERBS))('what %s leaves in the library is as the schemas say', async (name) => {
  for (const bytes of ['blobs', 'chunks'] as const) {
    const scene = await makeScene(bytes);
    opened.push(scene.library);
    await (await (VERBS[name] as Verb)(scene))();
    expect((await rowsOf(scene.library)).flatMap(([table, row]) => wrong(table, row) ?? [])).toEqual([]);
  }
});

test('what a step would put back is of its table', () => {
  const change = { type: 'patch', table: 'assets', key: newId(), assetId: null, before: { title: 'Sea', beside: 1 } };
  const step = { id: newId(), at: 1, deed: { type: 'edit-note' }, undone: 0, changes: [change], hashes: [] };
  expect(wrong('undo', step)).toBeDefined();
  expect(
    wrong('undo', { ...step, changes: [{ ...change, before: { title: 'Sea', attempts: undefined } }] }),
  ).toBeUndefined();
  expect(wrong('undo', { ...step, changes: [{ ...change, type: 'row', before: { title: 'Sea' } }] })).toBeDefined();
});

test('rows of older programs are as the schemas say', () => {
  const told = { at: 1, who: '', what: 'edited 3 assets' };
  expect(wrong('activity', { ...told, id: 1, count: 0, assetIds: [], many: '', big: 0 })).toBeUndefined();
  const { what: _, ...deed } = { ...told, deed: { type: 'edit-note' }, assetIds: [], many: '', big: 0 };
  expect(wrong('activity', { ...deed, id: 2, count: 1 })).toBeUndefined();
  expect(wrong('activity', { ...deed, id: 2 })).toBeUndefined();
  const step = { id: newId(), at: 1, what: 'edited 3 assets', undone: 0, changes: [], hashes: [] };
  expect(wrong('undo', step)).toBeUndefined();
  expect(wrong('undo', { ...step, deed: { type: 'edit-note' } })).toBeDefined();
});

test('each table but that of chunks has rows of a scene that lies in a storage, and none that has a property more or one less', async () => {
  const { library, ids, hash } = await makeScene('blobs');
  opened.push(library);
  await foundIn({ library });
  await deleteAssets(library, [ids[2]]);
  await beginSending(library, { hash, at: 'ab/cd', bytes: 3, pieces: 1 });
  await noteSent(library, [{ hash, packed: { meta: ['x', 0, 1] } }]);
  const rows = await rowsOf(library);
  const met = new Set(rows.map(([table]) => table));
  expect(Object.keys(SCHEMAS).filter((table) => !met.has(table))).toEqual(['chunks']);
  for (const [table, row] of rows) {
    const whole = row as Record<string, unknown>;
    expect(wrong(table, { ...whole, more: 1 })).toBeDefined();
    expect(wrong(table, Object.fromEntries(Object.entries(whole).slice(1)))).toBeDefined();
  }
});
