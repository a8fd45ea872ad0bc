import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unzip, UnzipInflate, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { has, run } from '../../tests/support/tools';
import { codeOf } from '../domain/errors';
import { plainWriter } from '../workers/zip-writers';
import { zip64Writer } from '../workers/zip64-writer';
import { digests } from './digest';
import { GALLERY, MANIFEST, type Manifest, PACKAGE_VERSION, writeManifest } from './manifest';
import { prove } from './proven';
import { storedZip } from './stored-zip';

const EVIL = '../../evil.sh';
const FILES = { 'letter.txt': 'a letter '.repeat(500), 'łódź.txt': 'short' };
const utf8 = (text: string) => new TextEncoder().encode(text);
let manifest: Manifest;
/** As a sender makes it, and as another program does that knows all sizes before. */
let ours: Uint8Array<ArrayBuffer>;
let theirs: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  manifest = {
    format: 'satchel-share',
    version: PACKAGE_VERSION,
    id: 'share-0001',
    name: 'Letters',
    from: { name: 'Zoë', email: '' },
    comment: '',
    createdAt: '2026-06-01T12:00:00.000Z',
    expiresAt: '2026-06-08T12:00:00.000Z',
    profile: '',
    files: await Promise.all(
      Object.entries(FILES).map(async ([name, text]) => ({
        name,
        type: 'text/plain',
        bytes: utf8(text).length,
        sha256: (await digests(new Blob([text]))).sha256,
        title: '',
        width: 0,
        height: 0,
        metadata: {},
      })),
    ),
  };
  const hostile = '<script>alert(1)</script>';
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const writer = plainWriter({
    write: (chunk) => void parts.push(chunk.slice()),
    close: async () => null,
    abort: async () => {},
  });
  const modifiedAt = new Date(2026, 5, 1, 12, 0, 0);
  for (const [name, text] of Object.entries({ [MANIFEST]: writeManifest(manifest), [GALLERY]: hostile, ...FILES }))
    await writer.add({ name, file: new Blob([text]), modifiedAt });
  await writer.finish();
  ours = new Uint8Array(await new Blob(parts).arrayBuffer());
  theirs = zipSync({
    [MANIFEST]: utf8(writeManifest(manifest)),
    'letter.txt': utf8(FILES['letter.txt']),
    'łódź.txt': [utf8(FILES['łódź.txt']), { level: 0 }],
  }) as Uint8Array<ArrayBuffer>;
});

/** What a program finds that goes by the headers before the files, as a pipe into bsdtar or BusyBox does. */
async function streamed(zip: Blob): Promise<string[]> {
  const names: string[] = [];
  const unzip = new Unzip((file) => void names.push(file.name));
  unzip.register(UnzipInflate);
  unzip.push(new Uint8Array(await zip.arrayBuffer()), true);
  return names;
}

const result = (bytes: Uint8Array<ArrayBuffer>) =>
  prove(new Blob([bytes]), manifest).then(
    () => 'proven',
    (error) => codeOf(error),
  );

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset);
const join2 = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

/** Where the directory begins, where it ends, and the entries by their names: where each stands in it. */
function directoryOf(bytes: Uint8Array) {
  const view = viewOf(bytes);
  const end = bytes.length - 22;
  const start = view.getUint32(end + 16, true);
  const entries = new Map<string, number>();
  for (let at = start; at < end; ) {
    const length = view.getUint16(at + 28, true);
    entries.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)), at);
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { start, end, entries };
}

/** A whole entry without a line in the directory. */
function localEntry(name: string, text: string): Uint8Array {
  const zip = zipSync({ [name]: [utf8(text), { level: 0 }] });
  return zip.subarray(0, directoryOf(zip).start);
}

/** Puts bytes in at a place; what the directory says of what lies behind it is moved along. */
function insert(bytes: Uint8Array, at: number, added: Uint8Array): Uint8Array<ArrayBuffer> {
  const { start, entries } = directoryOf(bytes);
  const changed = join2(bytes.subarray(0, at), added, bytes.subarray(at));
  const view = viewOf(changed);
  for (const entry of entries.values()) {
    const moved = entry + (at <= start ? added.length : 0);
    const offset = view.getUint32(moved + 42, true);
    if (offset >= at) view.setUint32(moved + 42, offset + added.length, true);
  }
  if (at <= start) view.setUint32(changed.length - 22 + 16, start + added.length, true);
  return changed;
}

function patch(bytes: Uint8Array, change: (view: DataView, where: ReturnType<typeof directoryOf>) => void) {
  const changed = new Uint8Array(bytes);
  change(viewOf(changed), directoryOf(changed));
  return changed;
}

const at = (where: ReturnType<typeof directoryOf>, name: string) => where.entries.get(name) ?? Number.NaN;
const offsetOf = (bytes: Uint8Array, name: string) => viewOf(bytes).getUint32(at(directoryOf(bytes), name) + 42, true);

test('what is handed out is made anew: nothing of the sender’s zip but the files that were proven', async () => {
  for (const bytes of [ours, theirs]) {
    const { files, zip } = await prove(new Blob([bytes]), manifest);
    expect([...files.keys()]).toEqual(Object.keys(FILES));
    expect(await streamed(zip)).toEqual([MANIFEST, GALLERY, ...Object.keys(FILES)]);
    const text = Buffer.from(await zip.arrayBuffer()).toString('utf8');
    expect(text).not.toContain('<script');
    expect(text).toContain(FILES['letter.txt']);
    if (!has('unzip')) continue;
    const path = join(mkdtempSync(join(tmpdir(), 'satchel-anew-')), 'x.zip');
    writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
    expect(run('unzip', ['-tqq', path])).toBe('');
    expect(run('unzip', ['-p', path, 'letter.txt'])).toBe(FILES['letter.txt']);
    if (bytes === ours) expect(run('unzip', ['-l', path])).toMatch(/2026-06-01 12:00 +łódź\.txt/);
  }
});

test('a zip beyond the old limits is read, and made', async () => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const writer = zip64Writer({
    write: (chunk) => void parts.push(chunk.slice()),
    close: async () => null,
    abort: async () => {},
  });
  for (const [name, text] of Object.entries({ [MANIFEST]: writeManifest(manifest), ...FILES }))
    await writer.add({ name, file: new Blob([text]), modifiedAt: new Date() });
  await writer.finish();
  expect(await result(new Uint8Array(await new Blob(parts).arrayBuffer()))).toBe('proven');

  const file = new Blob(['x']);
  const { crc } = await digests(file);
  const many = storedZip(
    Array.from({ length: 66_000 }, (_, i) => ({ name: `${i}.txt`, file, crc, modified: 0x5cc16000 })),
  );
  if (!has('unzip')) return;
  const path = join(mkdtempSync(join(tmpdir(), 'satchel-anew-')), 'x.zip');
  writeFileSync(path, new Uint8Array(await many.arrayBuffer()));
  expect(run('unzip', ['-Z1', path]).trim().split('\n').length).toBe(66_000);
  expect(run('unzip', ['-tqq', path])).toBe('');
}, 60_000);

test('what Info-ZIP packs is read too, with its extra fields, from a file and as a stream', async () => {
  if (!has('zip')) return;
  const folder = mkdtempSync(join(tmpdir(), 'satchel-zip-'));
  const names = [MANIFEST, ...Object.keys(FILES)];
  for (const [name, text] of Object.entries({ [MANIFEST]: writeManifest(manifest), ...FILES }))
    writeFileSync(join(folder, name), text);
  const pack = (args: string[]) =>
    new Uint8Array(
      execFileSync('zip', ['-q', ...args, ...names], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } }),
    );
  // To a pipe it writes the sizes behind the data.
  expect(await result(pack(['-']))).toBe('proven');
});

describe.each([
  ['ours', () => ours],
  ['another program’s', () => theirs],
])('a zip that is not what its directory says, made from %s', (_whose, base) => {
  const evil = localEntry(EVIL, '#!/bin/sh\necho taken');
  test.each<[string, (bytes: Uint8Array) => Uint8Array<ArrayBuffer>]>([
    ['an entry in the middle that no directory names', (b) => insert(b, offsetOf(b, 'letter.txt'), evil)],
    ['one in front', (b) => insert(b, 0, evil)],
    ['one behind the last', (b) => insert(b, directoryOf(b).start, evil)],
    ['one behind the directory', (b) => insert(b, directoryOf(b).end, evil)],
    ['one behind the end', (b) => join2(b, evil)],
    [
      'one in the comment at the end',
      (b) =>
        patch(join2(b, evil), (view) => {
          view.setUint16(b.length - 22 + 20, evil.length, true);
        }),
    ],
    ['bytes of nothing in the middle', (b) => insert(b, offsetOf(b, 'letter.txt'), new Uint8Array(16))],
    ['bytes in front, as of a program that unpacks itself', (b) => insert(b, 0, utf8('#!/bin/sh\n'))],
    ['bytes before the directory', (b) => insert(b, directoryOf(b).start, new Uint8Array(1))],
    ['bytes behind the end', (b) => join2(b, new Uint8Array(1))],
    [
      'another name in the header',
      (b) => {
        const changed = new Uint8Array(b);
        changed.set(utf8('../../e.sh'), offsetOf(b, 'letter.txt') + 30);
        return changed;
      },
    ],
    [
      'a shorter name in the header',
      (b) =>
        patch(b, (view) => {
          view.setUint16(offsetOf(b, 'letter.txt') + 26, 3, true);
        }),
    ],
    [
      'another way of packing in the header',
      (b) =>
        patch(b, (view) => {
          view.setUint16(offsetOf(b, 'letter.txt') + 8, 0, true);
        }),
    ],
    [
      'other sizes in the header',
      (b) =>
        patch(b, (view) => {
          view.setUint32(offsetOf(b, 'letter.txt') + 18, 3, true);
        }),
    ],
    [
      'another CRC in the header',
      (b) =>
        patch(b, (view) => {
          view.setUint32(offsetOf(b, 'letter.txt') + 14, 3, true);
        }),
    ],
    [
      'another CRC in the directory',
      (b) =>
        patch(b, (view, where) => {
          view.setUint32(at(where, 'letter.txt') + 16, 3, true);
        }),
    ],
    [
      'encrypted',
      (b) =>
        patch(b, (view, where) => {
          view.setUint16(at(where, 'letter.txt') + 8, 1 | view.getUint16(at(where, 'letter.txt') + 8, true), true);
        }),
    ],
    [
      'two entries at one place',
      (b) =>
        patch(b, (view, where) => {
          view.setUint32(at(where, 'łódź.txt') + 42, offsetOf(b, 'letter.txt'), true);
        }),
    ],
    [
      'a name twice in the directory',
      (b) => {
        const { start, end, entries } = directoryOf(b);
        const first = b.subarray(start, [...entries.values()][1]);
        return patch(join2(b.subarray(0, end), first, b.subarray(end)), (view) => {
          const last = view.byteLength - 22;
          view.setUint16(last + 8, entries.size + 1, true);
          view.setUint16(last + 10, entries.size + 1, true);
          view.setUint32(last + 12, end - start + first.length, true);
        });
      },
    ],
    [
      'fewer entries than the directory has',
      (b) =>
        patch(b, (view, { end, entries }) => {
          view.setUint16(end + 8, entries.size - 1, true);
          view.setUint16(end + 10, entries.size - 1, true);
        }),
    ],
    [
      'an entry that the directory leaves out',
      (b) => {
        const { start, end, entries } = directoryOf(b);
        const [, second = end] = entries.values();
        return patch(join2(b.subarray(0, start), b.subarray(second)), (view) => {
          const last = view.byteLength - 22;
          view.setUint16(last + 8, entries.size - 1, true);
          view.setUint16(last + 10, entries.size - 1, true);
          view.setUint32(last + 12, end - second, true);
        });
      },
    ],
    [
      'a directory that lies elsewhere',
      (b) =>
        patch(b, (view, { end, start }) => {
          view.setUint32(end + 16, start - 1, true);
        }),
    ],
    ['no end', (b) => new Uint8Array(b.subarray(0, b.length - 1))],
  ])('%s: altered', async (_what, change) => {
    const bytes = base();
    expect(await result(bytes)).toBe('proven');
    expect(await result(change(bytes))).toBe('share-altered');
  });
});

test('the hostile package is one: programs that read as a stream, or mend zips, find what is hidden', async () => {
  const hostile = insert(ours, offsetOf(ours, 'letter.txt'), localEntry(EVIL, 'x'));
  expect(await streamed(new Blob([hostile]))).toContain(EVIL);
  if (!has('zip') || !has('unzip')) return;
  const folder = mkdtempSync(join(tmpdir(), 'satchel-hostile-'));
  const names = (bytes: Uint8Array) => {
    writeFileSync(join(folder, 'x.zip'), bytes);
    // Its answer comes out of a file: it may end before it reads, and a pipe would break.
    writeFileSync(join(folder, 'answer'), 'y\n');
    const answer = openSync(join(folder, 'answer'), 'r');
    // Quiet, it finds nothing.
    execFileSync('zip', ['-FF', 'x.zip', '--out', 'mended.zip'], { cwd: folder, stdio: [answer, 'pipe', 'pipe'] });
    closeSync(answer);
    return run('unzip', ['-Z1', join(folder, 'mended.zip')]);
  };
  expect(names(hostile)).toContain(EVIL);
  const { zip } = await prove(new Blob([ours]), manifest);
  expect(names(new Uint8Array(await zip.arrayBuffer()))).not.toContain('evil');
});
