import type { InPack, PackedCell } from '../../domain/cells';
import { AppError, codeOf } from '../../domain/errors';
import type { BlobHash } from '../../domain/ids';
import {
  allSent,
  beginSending,
  forgetSent,
  freshStamp,
  getSent,
  noteDevice,
  noteSent,
  originalsToSend,
} from '../../library/in-storage';
import { readWhole, storedError } from '../../library/originals';
import { madeOf } from '../../library/previews';
import type { SentRow } from '../../library/rows';
import { BLOBS } from '../../sync/names';
import { piecesOf, placeOf, putOriginal } from '../../sync/originals';
import { newPack, PACK_BYTES } from '../../sync/packs';
import { digestOf } from '../backup/digest';
import { pushLog } from './push';
import type { Begun, StorageBackupResult } from './work';

/** Originals that are sealed and sent at one time: while one is on its way, another is sealed. */
const AT_ONCE = 4;

type ToSend = { hash: BlobHash; fileName: string; bytes: number; sent: SentRow | undefined };

/** Sends each original that is not there, and what was made of it; the log says after every few which they are. */
export async function sendOriginals(work: Begun, result: StorageBackupResult): Promise<void> {
  const { library, signal } = work;
  if (work.lookAgain) await forgetLost(work);
  const progress = { files: 0, ofFiles: 0, bytes: 0, ofBytes: 0 };
  const seen = new Set<BlobHash>();
  for await (const some of originalsToSend(library)) {
    for (const { hash, bytes, sent } of some) {
      if (seen.has(hash)) continue;
      seen.add(hash);
      progress.ofFiles++;
      if (!sent?.t) progress.ofBytes += bytes;
    }
  }
  result.ofFiles = progress.ofFiles;
  const ahead = new Set(seen);
  for await (const batch of originalsToSend(library)) {
    // What came meanwhile is sent with the next backup: the marks say that it is not in this one.
    const mine = batch.filter(({ hash }) => ahead.delete(hash));
    progress.files += mine.filter(({ sent }) => sent?.t).length;
    const sent: BlobHash[] = [];
    try {
      await inParallel(
        mine.filter((each) => !each.sent?.t),
        AT_ONCE,
        async (one) => {
          signal.throwIfAborted();
          try {
            await sendOne(work, one, (bytes) => {
              progress.bytes += bytes;
              work.onProgress(progress);
            });
            sent.push(one.hash);
            result.sent++;
            result.sentBytes += one.bytes;
          } catch (error) {
            // Only what is wrong with the original itself costs the others nothing.
            if (!OWN_FAULTS.has(codeOf(error))) throw error;
            result.failures.push({ fileName: one.fileName, failure: codeOf(error) });
          }
          progress.files++;
          work.onProgress(progress);
        },
      );
    } finally {
      // What arrived is there, also where the rest of it was stopped.
      if (sent.length > 0)
        await noteSent(
          library,
          sent.map((hash) => ({ hash })),
        );
    }
    await sendMade(
      work,
      mine.map(({ hash }) => hash),
    );
    if (sent.length > 0) await pushLog(work);
  }
}

const OWN_FAULTS = new Set(['missing-bytes', 'stored-damaged', 'vanished']);

async function sendOne(work: Begun, { hash, bytes, sent }: ToSend, onBytes: (bytes: number) => void): Promise<void> {
  const { library, store, box, signal } = work;
  const file = await readWhole(library, hash);
  const digest = await digestOf(file).catch((error: unknown) => Promise.reject(storedError(error)));
  if (digest.hash !== hash) throw new AppError('stored-damaged');
  const at = sent?.at ?? (await placeOf(box, hash, await freshStamp(library)));
  if (!sent) await beginSending(library, { hash, at, bytes, pieces: piecesOf(file.size) });
  await putOriginal(store, box, { file, at, begun: sent !== undefined, signal, onBytes });
}

/** Packs what was made of originals that are there, and was not packed yet. */
async function sendMade(work: Begun, hashes: readonly BlobHash[]): Promise<void> {
  const { library, store, box, signal } = work;
  const rows = (await getSent(library, hashes)).filter((row) => row?.t && row.packedAt === '');
  let pack = newPack(box, await freshStamp(library));
  let packed: { hash: BlobHash; packed: SentRow['packed'] }[] = [];
  const put = async () => {
    if (packed.length === 0) return;
    await pack.put(store, signal);
    await noteSent(library, packed);
    packed = [];
    pack = newPack(box, await freshStamp(library));
  };
  for (const row of rows) {
    if (!row) continue;
    const { previews, embedded } = await madeOf(library, row.hash);
    if (previews.length === 0 && !embedded) continue;
    const places: Partial<Record<PackedCell, InPack>> = {};
    for (const { size, data } of previews)
      places[size === 320 ? 'p320' : 'p1600'] = await pack.add(new Uint8Array(data));
    const types = Object.fromEntries(previews.map(({ size, type }) => [size, type]));
    places.meta = await pack.add(new TextEncoder().encode(JSON.stringify({ types, embedded: embedded ?? null })));
    packed.push({ hash: row.hash, packed: places });
    if (pack.bytes >= PACK_BYTES) await put();
  }
  await put();
}

/** Looks which originals lie there, and forgets what is known of the others. */
async function forgetLost({ library, store }: Begun): Promise<void> {
  const there = new Map<string, number>();
  for (const { name } of await store.list(BLOBS)) {
    const at = name.slice(BLOBS.length, name.lastIndexOf('/'));
    there.set(at, (there.get(at) ?? 0) + 1);
  }
  const lost = (await allSent(library)).filter(({ at, pieces, t }) => t !== '' && there.get(at) !== pieces);
  await forgetSent(
    library,
    lost.map(({ hash }) => hash),
  );
  await noteDevice(library, { lookedAt: Date.now() });
}

async function inParallel<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items].reverse();
  const hand = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) await work(next);
  };
  const hands = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, hand));
  for (const hand of hands) if (hand.status === 'rejected') throw hand.reason;
}
