import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../domain/ids';
import { type BackupHead, linesOf, parseFile, parseHead, parseLine, printLine } from './rows';

const head: BackupHead = {
  format: 'satchel-backup',
  version: 1,
  id: 'x',
  library: 'y',
  name: 'Ana’s pictures',
  madeAt: 5,
  program: 'Satchel 0.1.0',
  assets: 1,
  versions: 2,
  bytes: 3,
  described: '',
};
const read = async (blob: Blob) => {
  const lines: string[] = [];
  for await (const line of linesOf(blob)) lines.push(line);
  return lines;
};

describe('lines', () => {
  test('of any values are what was printed', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (table, row) => {
        const text = printLine(table, row);
        expect(text.endsWith('\n') && !text.slice(0, -1).includes('\n')).toBe(true);
        expect(parseLine(text.slice(0, -1))).toEqual(JSON.parse(JSON.stringify({ table, row })));
      }),
    );
  });

  test.each(['', 'null', '{}', '[1]', '{"table":1}', '{"table":"assets"', 'PK\u0003\u0004'])('%j is none', (text) => {
    expect(parseLine(text)?.row).toBeUndefined();
  });

  test('are read as a stream, wherever it is cut, the last one without an end too', async () => {
    const text = `${printLine('a', 'é'.repeat(70_000))}\n${printLine('b', 1)}{"table":"c","row":2}`;
    expect((await read(new Blob([text]))).map((line) => parseLine(line)?.table)).toEqual(['a', 'b', 'c']);
    expect(await read(new Blob([]))).toEqual([]);
  });
});

describe('the first line', () => {
  test('is what it says', () => {
    expect(parseHead({ table: 'backup', row: head })).toEqual(head);
  });

  test('of a later format is known by its number alone', () => {
    const later = { format: 'satchel-backup', version: 7, madeOn: 'a day' };
    expect(parseHead({ table: 'backup', row: later })?.version).toBe(7);
  });

  test.each([
    { table: 'assets', row: head },
    { table: 'backup', row: { ...head, format: 'other' } },
    { table: 'backup', row: { format: 'satchel-backup', version: 1 } },
    { table: 'backup', row: { ...head, version: 1.5 } },
    { table: 'backup', row: null },
  ])('may be none: %j', (line) => {
    expect(parseHead(line)).toBeUndefined();
  });
});

test('a file’s row is one only with everything in it', () => {
  const row = {
    versionId: newId(),
    assetId: newId(),
    blobHash: 'a'.repeat(64),
    bytes: 1,
    path: 'data/originals/x',
    sidecar: 'data/originals/x.xmp',
    sidecarBytes: 0,
    updatedAt: 1,
  };
  expect(parseFile({ table: 'files', row })).toEqual(row);
  for (const key of Object.keys(row)) {
    expect(parseFile({ table: 'files', row: { ...row, [key]: undefined } }), key).toBeUndefined();
  }
  expect(parseFile({ table: 'versions', row })).toBeUndefined();
});
