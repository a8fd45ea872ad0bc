import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryStore } from '../../tests/support/memory-store';
import { has } from '../../tests/support/tools';
import { codeOf } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import { nextStamp, type Stamp } from '../domain/stamp';
import { type Box, makeBox } from './box';
import { putLibrary, readLibraryFile } from './founding';
import { putHead, putLog, readLog, stepsInOne } from './log';
import { createMerged } from './merged';
import { logName } from './names';
import { getOriginal, PIECE_BYTES, piecesOf, placeOf, putOriginal } from './originals';
import { newPack, packReader } from './packs';
import { readStored } from './read';
import { identityIn, newIdentity, wordsOf } from './recovery';
import type { Step } from './schemas';
import { newSigner, type Signer } from './signing';
import { putState } from './state';

let identity = '';
let box: Box;
let signer: Signer;
beforeAll(async () => {
  identity = await newIdentity();
  box = await makeBox(identity);
  signer = await newSigner();
});

let time = 1_700_000_000_000;
let last: Stamp | undefined;
const stamp = () => (last = nextStamp(signer.device, last, () => time++));
const step = (set: Step['set'], gone: string[] = []): Step => ({ t: stamp(), what: '', by: '', set, gone });
const rejects = (work: Promise<unknown>) => work.then(() => 'no error', codeOf);
const text = (rows: unknown[]) => new Blob(rows.map((row) => `${JSON.stringify(row)}\n`));
const group = (of: string, rows: unknown[]) => ({ of, from: '', to: '', rows: rows.length, text: text(rows) });

describe('what is sealed', () => {
  test('is opened by its identity alone, and what was changed is noticed', async () => {
    const sealed = await box.seal([{ a: 1 }, 'two\nlines', null]);
    expect(await box.open(sealed)).toEqual([{ a: 1 }, 'two\nlines', null]);
    const other = await makeBox(await newIdentity());
    expect(await rejects(other.open(sealed))).toBe('storage-key');
    const bytes = new Uint8Array(await sealed.arrayBuffer());
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await rejects(box.open(new Blob([bytes])))).toBe('backup-damaged');
    expect(await rejects(box.open(sealed.slice(0, sealed.size - 20)))).toBe('backup-damaged');
  });

  test('without encryption is plain gzip; names are the same every time, and other ones with another key', async () => {
    const open = await makeBox(null);
    expect(await open.open(await open.seal([1]))).toEqual([1]);
    const digest = new Uint8Array(32);
    expect(await box.nameOf(digest)).toBe(await (await makeBox(identity)).nameOf(digest));
    expect(await box.nameOf(digest)).toMatch(/^[0-9a-f]{40}$/);
    expect(await box.nameOf(digest)).not.toBe(await open.nameOf(digest));
  });
});

describe('the recovery sheet', () => {
  test('has 24 words, which are the identity again; so is the file that age-keygen would write', async () => {
    const words = wordsOf(identity);
    expect(words).toHaveLength(24);
    expect(identityIn(words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n'))).toBe(identity);
    expect(identityIn(`# created: today\n# public key: age1x\n${identity}\n`)).toBe(identity);
    expect(identityIn(identity.toLowerCase())).toBe(identity);
  });

  test('a word that is wrong, one too few, two exchanged are none', () => {
    const words = wordsOf(identity);
    const [first = '', second = '', ...rest] = words;
    for (const wrong of [['satchel', second, ...rest], words.slice(1), `${identity.slice(0, -1)}x`.split(' '), ['']]) {
      expect(() => identityIn(wrong.join(' '))).toThrow();
    }
    if (first !== second) expect(() => identityIn([second, first, ...rest].join(' '))).toThrow();
  });
});

describe('a log', () => {
  const steps = () => [step({ assets: { a: { title: 'One' } } }), step({ assets: { a: { rating: 3 } } })];

  test('is what its device wrote under this name: nothing changed, nothing under another name, nothing left out', async () => {
    const store = memoryStore();
    const first = await putLog(store, box, { signer, place: { seq: 1, prev: '', known: {} }, steps: steps() });
    await putLog(store, box, { signer, place: { seq: 2, prev: first.digest, known: {} }, steps: steps() });
    const read = await readLog(store, box, signer.device, 1);
    expect(read?.digest).toBe(first.digest);
    expect((await readLog(store, box, signer.device, 2))?.head.prev).toBe(first.digest);
    expect(await readLog(store, box, signer.device, 3)).toBeNull();

    const one = store.objects.get(logName(signer.device, 1));
    if (one) store.objects.set(logName(signer.device, 3), one);
    expect(await rejects(readLog(store, box, signer.device, 3))).toBe('backup-damaged');
    const [head, ...rest] = await box.open(new Blob([new Uint8Array(one ?? [])]));
    const forged = await box.seal([head, ...rest.slice(1)]);
    store.objects.set(logName(signer.device, 1), new Uint8Array(await forged.arrayBuffer()));
    expect(await rejects(readLog(store, box, signer.device, 1))).toBe('backup-damaged');
  });

  test('so many steps are one object, and one that is larger than that too', () => {
    expect(stepsInOne(Array.from({ length: 5000 }, () => 1))).toBe(2000);
    expect(stepsInOne(['x'.repeat(5e6), 1])).toBe(1);
    expect(stepsInOne([1, 'x'.repeat(5e6)])).toBe(1);
    expect(stepsInOne([1, 2])).toBe(2);
  });

  test('a later format is refused as that', async () => {
    const store = memoryStore();
    await store.put(logName(signer.device, 1), await box.seal([{ v: 2, device: signer.device, seq: 1 }]));
    expect(await rejects(readLog(store, box, signer.device, 1))).toBe('backup-newer');
    await store.put('library', new Blob([JSON.stringify({ format: 'satchel-library', version: 2, id: 'x' })]));
    expect(await rejects(readLibraryFile(store))).toBe('backup-newer');
  });
});

describe('originals', () => {
  test('lie in pieces and come back the same; what is there is not sent again', async () => {
    const store = memoryStore();
    const bytes = randomBytes(PIECE_BYTES + 1000);
    const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash;
    const at = await placeOf(box, hash, stamp());
    expect(at).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{38}\.[-\w]{16}$/);
    let puts = 0;
    store.before = (what) => {
      if (what === 'put' && ++puts === 2) throw new Error('cut');
    };
    const sending = { file: new Blob([bytes]), at };
    expect(await rejects(putOriginal(store, box, { ...sending, begun: false }))).toBe('unknown');
    await putOriginal(store, box, { ...sending, begun: true });
    expect(puts).toBe(3);
    const stored = { at, bytes: bytes.length, pieces: piecesOf(bytes.length) };
    expect(Buffer.from(await (await getOriginal(store, box, stored)).arrayBuffer()).equals(bytes)).toBe(true);
    store.objects.delete(`blobs/${at}/0001`);
    expect(await rejects(getOriginal(store, box, stored))).toBe('backup-missing');
  });

  test('what was made of them lies in packs, each of which is fetched once', async () => {
    const store = memoryStore();
    const pack = newPack(box, stamp());
    const places = [
      await pack.add(new Uint8Array([1, 2])),
      await pack.add(new Uint8Array([])),
      await pack.add(new Uint8Array([3])),
    ];
    await pack.put(store);
    let gets = 0;
    store.before = (what) => void (what === 'get' && gets++);
    const unpack = packReader(store, box);
    const found = await Promise.all(places.map((place) => unpack(place)));
    expect(found.map((each) => [...each])).toEqual([[1, 2], [], [3]]);
    expect(gets).toBe(1);
    expect(await rejects(unpack([places[0]?.[0] ?? '', 0, 1e9]))).toBe('backup-damaged');
  });
});

describe('merging', () => {
  test('of every cell the latest is there, in whatever order and however often it comes', () => {
    const cell = fc.record({
      id: fc.constantFrom('a', 'b'),
      cell: fc.constantFrom('title', 'rating', 'x'),
      value: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), fc.infiniteStream(fc.nat()), (writes, order) => {
        const steps = writes.map(({ id, cell: name, value }) => step({ assets: { [id]: { [name]: value } } }));
        const inOrder = createMerged();
        for (const each of steps) inOrder.step(each);
        const mixed = createMerged();
        const shuffled = [...steps, ...steps]
          .map((each) => [order.next().value, each] as const)
          .sort((a, b) => a[0] - b[0]);
        for (const [, each] of shuffled) mixed.step(each);
        expect(new Map(mixed.rows('assets'))).toEqual(new Map(inOrder.rows('assets')));
      }),
    );
  });

  test('what went for good stays away, whatever was written later', () => {
    const merged = createMerged();
    merged.gone('a', stamp());
    merged.step(step({ assets: { a: { title: 'x' }, b: { title: 'y' } } }));
    expect([...merged.rows('assets').keys()]).toEqual(['b']);
  });
});

describe('a whole library', () => {
  /** A state, and log after it; an original; odd words. */
  async function library(encrypted: boolean) {
    const store = memoryStore();
    const closed = await makeBox(encrypted ? identity : null);
    await putLibrary(store, closed, { id: 'lib', made: 1, name: 'Ana', signer });
    const s = stamp();
    const odd = 'a “quoted"\ttab\\ \nline / ü';
    const assets = [
      ['assets', 'a', s, { title: odd, v: 'v1', [`f.keywords/${odd}`]: 1 }],
      ['assets', 'gone', s, { title: 'gone' }],
      ['notes', 'n', s, { text: 'taken away', assetId: 'a' }],
    ];
    await putState(store, closed, {
      signer,
      at: 1_700_000_000_000,
      covers: { [signer.device]: 0 },
      gone: [],
      groups: [group('assets', assets), group('categories', [['categories', 'c', s, { name: 'People' }]])],
      there: new Set(),
    });
    const bytes = randomBytes(3000);
    const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash;
    const at = await placeOf(closed, hash, stamp());
    await putOriginal(store, closed, { file: new Blob([bytes]), at, begun: false });
    const steps = [
      step({
        blobs: { [hash]: { at, bytes: bytes.length, pieces: 1 } },
        versions: { v1: { assetId: 'a', blobHash: hash, fileName: 'x y.jpg' } },
      }),
      step({ assets: { a: { rating: 4, [`f.keywords/${odd}`]: 0 } }, notes: { n: { x: 1 } } }),
      step({}, ['gone']),
    ];
    await putLog(store, closed, { signer, place: { seq: 1, prev: '', known: {} }, steps });
    await putHead(store, closed, signer.device, { seq: 1, read: {}, at: 2, client: 'test' });
    return { store, closed, odd, hash, bytes };
  }

  test('is read back: state, log, what went', async () => {
    const { store, closed, odd, hash } = await library(true);
    const { merged, damaged } = await readStored(store, closed);
    expect(damaged).toEqual([]);
    expect(Object.fromEntries(merged.rows('assets'))).toEqual({
      a: { title: odd, v: 'v1', rating: 4, [`f.keywords/${odd}`]: 0 },
    });
    expect(merged.rows('notes').size).toBe(0);
    expect([...merged.rows('blobs').keys()]).toEqual([hash]);
    expect(merged.rows('categories').get('c')).toEqual({ name: 'People' });
  });

  test('a part that is damaged is named, and costs nothing else', async () => {
    const { store, closed } = await library(true);
    const parts = [...store.objects.keys()].filter((name) => name.startsWith('state/part/'));
    const [one = '', other = ''] = parts;
    // One part under the name of another: age opens it, the name tells.
    store.objects.set(one, store.objects.get(other) ?? new Uint8Array());
    const { damaged, merged } = await readStored(store, closed);
    expect(damaged).toEqual([one]);
    expect(merged.rows('assets').size + merged.rows('categories').size).toBeGreaterThan(0);
  });

  test('a log object that was left out is named', async () => {
    const { store, closed } = await library(true);
    store.objects.delete(logName(signer.device, 1));
    expect((await readStored(store, closed)).damaged).toEqual([logName(signer.device, 1)]);
  });

  const missing = ['age', 'jq', 'gunzip', 'sha256sum'].filter((tool) => !has(tool));
  const work = mkdtempSync(join(tmpdir(), 'satchel-sync-'));
  afterAll(() => rmSync(work, { recursive: true }));
  test.skipIf(missing.length > 0).each([true, false])(
    'comes out by hand with age, gunzip and jq (encrypted: %s)',
    async (encrypted) => {
      const { store, odd, hash, bytes } = await library(encrypted);
      const folder = join(work, String(encrypted));
      store.save(join(folder, 'storage'));
      writeFileSync(join(folder, 'identity'), `${identity}\n`);
      const script = resolve(import.meta.dirname, '../../docs/restore-storage.sh');
      const bag = join(folder, 'bag');
      const said = execFileSync('bash', [script, join(folder, 'storage'), join(folder, 'identity'), bag], {
        encoding: 'utf8',
      });
      expect(said).toContain('1 files, every hash right');
      const rows = readFileSync(join(bag, 'library.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows.find(({ table }) => table === 'assets')).toEqual({
        table: 'assets',
        id: 'a',
        title: odd,
        v: 'v1',
        rating: 4,
        [`f.keywords/${odd}`]: 0,
      });
      expect(rows.filter(({ table }) => table === 'assets' || table === 'notes')).toHaveLength(1);
      const path = readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8');
      expect(path).toBe(`${hash}  data/v1/x y.jpg\n`);
      expect(readFileSync(join(bag, 'data/v1/x y.jpg')).equals(bytes)).toBe(true);
    },
  );
});
