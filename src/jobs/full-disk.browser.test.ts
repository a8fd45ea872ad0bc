import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { codeOf } from '../domain/errors';
import { newId } from '../domain/ids';
import { NOTHING_SAID } from '../domain/statement';
import { DOWNLOADS } from '../files/sink';
import { createIntake } from '../intake/pipeline';
import { getAssets } from '../library/assets';
import { type OpenLibrary, openLibrary } from '../library/db';
import { makePackage } from './share-package';
import { makeZip } from './zip';

/** A zip and a share on a disk with a little more room each time: whole, or "no room" and nothing of it on the disk. */
const opened: OpenLibrary[] = [];
afterEach(async () => {
  await giveRoom(undefined);
  for (const { db } of opened.splice(0)) await db.delete();
});

/** @param more bytes that may be written beyond what is there; undefined as many as there are */
async function giveRoom(more: number | undefined): Promise<void> {
  const devtools: { send(method: string, parameters: object): Promise<unknown> } = cdp();
  const { usage = 0 } = await navigator.storage.estimate();
  const quotaSize = more === undefined ? {} : { quotaSize: usage + more };
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: location.origin, ...quotaSize });
}

/** It is there from the first time on: where it is not, a full disk refuses that already. */
async function downloads(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(DOWNLOADS, { create: true });
}

async function onDisk(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

/** Bytes that nothing makes smaller. */
const noise = (size: number) => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  return bytes;
};

async function withFiles(sizes: readonly number[]) {
  const library = await openLibrary({ name: `test-${newId()}`, bytes: 'blobs' });
  opened.push(library);
  const intake = createIntake(library, { onChange: () => {}, fields: () => [] });
  await intake.add(sizes.map((size) => ({ file: new File([noise(size)], `${size}.bin`), path: `${size}.bin` })));
  await intake.idle();
  await intake.finish();
  const ids = intake.rows.flatMap(({ assetId }) => assetId ?? []);
  return { library, ids, assets: await getAssets(library, ids) };
}

type Files = Awaited<ReturnType<typeof withFiles>>;

const common = () => ({ cacheLimit: 0, describe: async () => NOTHING_SAID, signal: new AbortController().signal });
const target = (name: string) => ({ type: 'opfs' as const, name });

const MAKING: Record<string, (files: Files, name: string) => Promise<Blob | null>> = {
  'a zip': async ({ library, ids }, name) =>
    (await makeZip(library, { ...common(), ids, wanted: 'original', target: target(name), onLine: () => {} })).file,
  'a share': async ({ library, assets }, name) => {
    const about = {
      id: 'share-00000000000001',
      name: 'Share',
      from: { name: '', email: '' },
      comment: '',
      createdAt: '2026-01-01T00:00:00Z',
      expiresAt: '2026-02-01T00:00:00Z',
      profile: 'Original',
    };
    const members = assets.map((asset) => ({ asset, wanted: 'original' as const }));
    const job = { ...common(), members, about, passphrase: null, compact: false, onProgress: () => {} };
    return (await makePackage(library, { ...job, target: target(name) })).file;
  },
};

const STEP = 300_000;

/** One that is written at its end only, and one that is written on the way. */
test.each(Object.keys(MAKING).flatMap((what) => [[what, [200_000]] as const, [what, [900_000, 900_000]] as const]))(
  '%s of files of %j bytes',
  async (what, sizes) => {
    const make = MAKING[what];
    if (!make) throw new Error(what);
    const folder = await downloads();
    const files = await withFiles(sizes);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    let refused = 0;
    for (let more = 0; ; more += STEP) {
      await giveRoom(more);
      const name = `${newId()}.zip`;
      const made = await make(files, name).catch((error: unknown) => codeOf(error));
      if (made !== 'no-room') {
        expect(made).toBeInstanceOf(Blob);
        expect((made as Blob).size).toBeGreaterThan(total);
        await folder.removeEntry(name);
        break;
      }
      refused++;
      expect(await onDisk(folder)).toEqual([]);
    }
    expect(refused).toBeGreaterThan(0);
  },
);
