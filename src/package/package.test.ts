import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { has } from '../../tests/support/tools';
import { codeOf } from '../domain/errors';
import { plainWriter } from '../workers/zip-writers';
import { sha256 } from './digest';
import { writeGallery } from './gallery';
import { GALLERY, MANIFEST, type Manifest, readManifest, writeManifest } from './manifest';
import { prove } from './proven';
import { decryptTo, peekManifest, type ShareKey } from './read';
import { encryptingSink, freshKey } from './write';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

type Contents = Omit<Manifest, 'format' | 'version'>;

async function contentsOf(files: Record<string, Blob>, change: Partial<Contents> = {}): Promise<Contents> {
  return {
    id: 'share-0001',
    name: 'Summer <b>party</b>',
    from: { name: 'Zoë', email: 'zoe@example.org' },
    comment: '<script>alert(1)</script>',
    createdAt: new Date(NOW).toISOString(),
    expiresAt: new Date(NOW + 7 * DAY).toISOString(),
    profile: 'Web 1600',
    files: await Promise.all(
      Object.entries(files).map(async ([name, file]) => ({
        name,
        type: file.type || 'application/octet-stream',
        bytes: file.size,
        sha256: await sha256(file),
        title: name,
        width: 0,
        height: 0,
        metadata: {},
      })),
    ),
    ...change,
  };
}

interface Parts {
  contents: Contents;
  files: Record<string, Blob>;
  key: ShareKey;
}

async function pack({ contents, files, key }: Parts): Promise<Blob> {
  const out: Uint8Array<ArrayBuffer>[] = [];
  const age = await encryptingSink(key, (chunk) => void out.push(chunk.slice()));
  const zip = plainWriter({ write: (chunk) => age.write(chunk), close: async () => null, abort: async () => {} });
  const modifiedAt = new Date(NOW);
  await zip.add({
    name: MANIFEST,
    file: new Blob([writeManifest(contents)], { type: 'application/json' }),
    modifiedAt,
  });
  await zip.add({ name: GALLERY, file: new Blob([writeGallery(contents)], { type: 'text/html' }), modifiedAt });
  for (const [name, file] of Object.entries(files)) await zip.add({ name, file, modifiedAt });
  await zip.finish();
  await age.close();
  return new Blob(out);
}

/** All that a receiver does; the code of what stops it. */
async function receive(file: Blob, key: ShareKey, bytes: number | null, now = NOW): Promise<string> {
  try {
    const options = { key, bytes, now };
    const manifest = await peekManifest(file, options);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    await decryptTo(file, options, (chunk) => void parts.push(chunk.slice()));
    await prove(new Blob(parts), manifest);
    return 'received';
  } catch (error) {
    return codeOf(error);
  }
}

const text = (content: string, type = 'text/plain') => new Blob([content], { type });
const FILES = {
  'letter.txt': text('a letter '.repeat(2000)),
  'photo.jpg': new Blob([Uint8Array.from({ length: 150_000 }, (_, i) => (i * 7919) & 255)], { type: 'image/jpeg' }),
  'łódź 港.svg': text('<svg/>', 'image/svg+xml'),
};
let key: ShareKey & { type: 'identity' };
let whole: Blob;
let bytes: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  key = await freshKey();
  whole = await pack({ contents: await contentsOf(FILES), files: FILES, key });
  bytes = new Uint8Array(await whole.arrayBuffer());
});

test('what is packed is received, file by file', async () => {
  expect(await receive(whole, key, whole.size)).toBe('received');
  const passphrase: ShareKey = { type: 'passphrase', passphrase: 'four words of mine' };
  const locked = await pack({ contents: await contentsOf(FILES), files: FILES, key: passphrase });
  expect(await receive(locked, passphrase, null)).toBe('received');
  expect(await receive(locked, { type: 'passphrase', passphrase: 'other' }, null)).toBe('share-passphrase');
}, 60_000);

test('a passphrase is what was typed: with its blanks, and however an accent is typed', async () => {
  const made = async (passphrase: string) =>
    pack({ contents: await contentsOf(FILES), files: FILES, key: { type: 'passphrase', passphrase } });
  const opens = async (file: Blob, passphrase: string) => receive(file, { type: 'passphrase', passphrase }, null);
  const blank = await made('four words of mine ');
  expect(await opens(blank, 'four words of mine ')).toBe('received');
  expect(await opens(blank, 'four words of mine')).toBe('share-passphrase');
  const plain = await made('caf\u00e9 au lait');
  expect(await opens(plain, ' cafe\u0301 au lait ')).toBe('received');
}, 120_000);

test.skipIf(!has('age') || !has('unzip'))('Debian’s age and unzip open it, and every file is the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'satchel-package-'));
  const path = (name: string) => join(folder, name);
  writeFileSync(path('x.zip.age'), bytes);
  writeFileSync(path('key.txt'), `${key.identity}\n`);
  execFileSync('age', ['-d', '-i', path('key.txt'), '-o', path('x.zip'), path('x.zip.age')]);
  execFileSync('unzip', ['-q', path('x.zip'), '-d', folder]);
  for (const [name, file] of Object.entries(FILES)) {
    expect(readFileSync(path(name)).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
  }
  const page = readFileSync(path(GALLERY), 'utf8');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|<b>/);
});

test('a package of age’s own command is received too', async () => {
  if (!has('age')) return;
  const folder = mkdtempSync(join(tmpdir(), 'satchel-package-'));
  const contents = await contentsOf(FILES);
  const entries: Record<string, Uint8Array> = {};
  entries[MANIFEST] = new TextEncoder().encode(writeManifest(contents));
  for (const [name, file] of Object.entries(FILES)) entries[name] = new Uint8Array(await file.arrayBuffer());
  writeFileSync(join(folder, 'x.zip'), zipSync(entries));
  writeFileSync(join(folder, 'key.txt'), key.identity);
  const recipient = execFileSync('age-keygen', ['-y', join(folder, 'key.txt')], { encoding: 'utf8' }).trim();
  execFileSync('age', ['-r', recipient, '-o', join(folder, 'x.age'), join(folder, 'x.zip')]);
  expect(await receive(new Blob([readFileSync(join(folder, 'x.age'))]), key, null)).toBe('received');
});

describe('refused, each with its word', () => {
  test('cut at any byte: broken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
        expect(await receive(new Blob([bytes.slice(0, length)]), key, bytes.length)).toBe('share-broken');
        // Without the length in the link it is refused all the same.
        expect(await receive(new Blob([bytes.slice(0, length)]), key, null)).toMatch(/^share-(?:broken|altered)$/);
      }),
      { numRuns: 250 },
    );
  }, 120_000);

  test('any byte changed, put in or taken out: never received', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'insert', 'append'),
        async (at, by, how) => {
          const changed =
            how === 'append'
              ? new Blob([bytes, Uint8Array.of(by)])
              : how === 'insert'
                ? new Blob([bytes.slice(0, at), Uint8Array.of(by), bytes.slice(at)])
                : new Blob([bytes.slice(0, at), Uint8Array.of((bytes[at] ?? 0) ^ by), bytes.slice(at + 1)]);
          expect(await receive(changed, key, null)).toMatch(/^share-(?:broken|altered|key)$/);
        },
      ),
      { numRuns: 1750 },
    );
  }, 120_000);

  test('another key', async () => {
    expect(await receive(whole, await freshKey(), null)).toBe('share-key');
  });

  test('expired, from the future, of a later version', async () => {
    expect(await receive(whole, key, null, NOW + 8 * DAY)).toBe('share-expired');
    expect(await receive(whole, key, null, NOW - 2 * DAY)).toBe('share-future');
    const json = writeManifest(await contentsOf(FILES)).replace('"version":1', '"version":2');
    expect(readManifest(json, NOW)).toBe('share-newer');
  });

  const lie = async (change: (contents: Contents) => void, files: Record<string, Blob> = FILES) => {
    const contents = await contentsOf(FILES);
    change(contents);
    return receive(await pack({ contents, files, key }), key, null);
  };
  const first = (contents: Contents) => contents.files[0] as Contents['files'][number];

  test.each([
    [
      'a path upwards',
      (c: Contents) => {
        first(c).name = '../letter.txt';
      },
    ],
    [
      'an absolute path',
      (c: Contents) => {
        first(c).name = '/etc/passwd';
      },
    ],
    [
      'a device name',
      (c: Contents) => {
        first(c).name = 'CON';
      },
    ],
    [
      'a hidden extension',
      (c: Contents) => {
        first(c).name = 'a\u202egpj.exe';
      },
    ],
    [
      'the manifest’s own name',
      (c: Contents) => {
        first(c).name = MANIFEST;
      },
    ],
    ['the same name twice', (c: Contents) => void c.files.push({ ...first(c), name: 'LETTER.txt' })],
    [
      'no files',
      (c: Contents) => {
        c.files = [];
      },
    ],
    [
      'a preview that is markup',
      (c: Contents) => {
        first(c).preview = { type: 'image/svg+xml' as 'image/png', data: '' };
      },
    ],
    [
      'dates that are none',
      (c: Contents) => {
        c.expiresAt = 'tomorrow';
      },
    ],
  ])('a manifest that lies: %s', async (_what, change) => {
    expect(await lie(change)).toBe('share-broken');
  });

  test.each([
    [
      '10 GB claimed',
      (c: Contents) => {
        first(c).bytes = 10_000_000_000;
      },
    ],
    [
      'one byte less',
      (c: Contents) => {
        first(c).bytes -= 1;
      },
    ],
    [
      'another hash',
      (c: Contents) => {
        first(c).sha256 = '0'.repeat(64);
      },
    ],
    [
      'a file that is not there',
      (c: Contents) => {
        first(c).name = 'other.txt';
      },
    ],
  ])('a manifest that lies: %s', async (_what, change) => {
    expect(await lie(change)).toBe('share-altered');
  });

  test('a file that the manifest does not name, and one that is another than it says', async () => {
    expect(await lie(() => {}, { ...FILES, 'extra.exe': text('x') })).toBe('share-altered');
    expect(await lie(() => {}, { ...FILES, 'photo.jpg': text('y'.repeat(150_000)) })).toBe('share-altered');
  });

  test('a bomb: it inflates to more than it says', async () => {
    const bomb = zipSync({
      [MANIFEST]: new TextEncoder().encode(writeManifest(await contentsOf({ 'a.txt': text('a'.repeat(100)) }))),
      'a.txt': new Uint8Array(50_000_000),
    });
    // The central directory claims a hundred bytes.
    const view = new DataView(bomb.buffer);
    for (let at = bomb.length - 22; at > 0; at--) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint16(at + 28, true) === 5)
        view.setUint32(at + 24, 100, true);
    }
    const out: Uint8Array<ArrayBuffer>[] = [];
    const age = await encryptingSink(key, (chunk) => void out.push(chunk.slice()));
    await age.write(bomb);
    await age.close();
    expect(await receive(new Blob(out), key, null)).toBe('share-altered');
  });

  test('no zip, no manifest, empty, or rubbish inside', async () => {
    for (const inside of [
      new Uint8Array(0),
      new TextEncoder().encode('no zip'),
      zipSync({ 'a.txt': new Uint8Array(3) }),
      zipSync({ [MANIFEST]: new TextEncoder().encode('{"format":') }),
    ]) {
      const out: Uint8Array<ArrayBuffer>[] = [];
      const age = await encryptingSink(key, (chunk) => void out.push(chunk.slice()));
      await age.write(inside);
      await age.close();
      expect(await receive(new Blob(out), key, null)).toBe('share-broken');
    }
    expect(await receive(new Blob([]), key, null)).toBe('share-broken');
    expect(await receive(text('age-encryption.org/v2\n'), key, null)).toBe('share-broken');
  });
});
