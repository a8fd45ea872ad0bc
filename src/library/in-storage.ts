import { Dexie } from 'dexie';
import { AppError } from '../domain/errors';
import type { BlobHash, VersionId } from '../domain/ids';
import { nextStamp, type Stamp } from '../domain/stamp';
import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import type { ClockRow, DeviceRow, OutboxRow, SentRow } from './rows';

/** This library in the storage that it lies in; undefined where it lies in none. */
export async function getDevice(library: Library): Promise<DeviceRow | undefined> {
  const { db } = inside(library);
  const row = await db.sync.get('device');
  return row?.key === 'device' ? row : undefined;
}

/**
 * From now on the library lies in a storage: each change is noted, to be sent with the next backup. What it had sent to another one
 * before is not there.
 */
export async function foundInStorage(library: Library, device: DeviceRow): Promise<void> {
  const { db } = inside(library);
  await db.transaction('rw', [db.sync, db.stamps, db.outbox, db.sent], async () => {
    const before = await clockOf(library);
    const founded = nextStamp(device.device, before?.last);
    const clock: ClockRow = { key: 'clock', device: device.device, founded, last: founded };
    // What the stamps say of the time before is no less true, but the devices that they name are not in this storage.
    for (const table of [db.stamps, db.outbox, db.sent]) await table.clear();
    await db.sync.bulkPut([clock, device]);
  });
  announce({ settings: 'sync' });
}

/** Changes what is known of this device. @throws AppError "carrier-unset" where the library lies in no storage */
export async function noteDevice(library: Library, change: Partial<Omit<DeviceRow, 'key'>>): Promise<DeviceRow> {
  const { db } = inside(library);
  const row = await db.transaction('rw', db.sync, async () => {
    const device = await getDevice(library);
    if (!device) throw new AppError('carrier-unset');
    const next = { ...device, ...change };
    await db.sync.put(next);
    return next;
  });
  announce({ settings: 'sync' });
  return row;
}

export async function clockOf(library: Library): Promise<ClockRow | undefined> {
  const row = await inside(library).db.sync.get('clock');
  return row?.key === 'clock' ? row : undefined;
}

/** A stamp for what is written now, in a transaction that has `sync`. */
async function stampNow(library: Library): Promise<Stamp> {
  const { db } = inside(library);
  const clock = await clockOf(library);
  if (!clock) throw new AppError('carrier-unset');
  const last = nextStamp(clock.device, clock.last);
  await db.sync.put({ ...clock, last });
  return last;
}

/** A stamp that no other one is: the name of an object. */
export function freshStamp(library: Library): Promise<Stamp> {
  const { db } = inside(library);
  return db.transaction('rw', db.sync, () => stampNow(library));
}

/** What is to be sent, the oldest first, at most so many rows. */
export async function readOutbox(library: Library, most: number): Promise<OutboxRow[]> {
  const { db } = inside(library);
  const rows = await db.outbox.limit(most).toArray();
  return rows.map((row) => ({ ...row, n: row.n ?? 0 }));
}

/** Notes that an object of the log lies in the storage: what it holds is not sent again. */
export async function notePushed(
  library: Library,
  rows: readonly OutboxRow[],
  change: Pick<DeviceRow, 'seq' | 'prev' | 'state'>,
): Promise<DeviceRow> {
  const { db } = inside(library);
  return db.transaction('rw', [db.sync, db.outbox], async () => {
    await db.outbox.bulkDelete(rows.map(({ n }) => n));
    return noteDevice(library, change);
  });
}

/** What of some originals lies in the storage. */
export async function getSent(library: Library, hashes: readonly BlobHash[]): Promise<(SentRow | undefined)[]> {
  return inside(library).db.sent.bulkGet([...hashes]);
}

/** Notes where the pieces of an original will lie: a backup that is broken off goes on there. */
export async function beginSending(library: Library, row: Omit<SentRow, 't' | 'packed' | 'packedAt'>): Promise<void> {
  await inside(library).db.sent.put({ ...row, t: '', packed: {}, packedAt: '' });
}

/** Notes originals, and what was made of them, as lying in the storage; the steps that say so go into the outbox. */
export async function noteSent(
  library: Library,
  sent: readonly (Pick<SentRow, 'hash'> & Partial<Pick<SentRow, 'packed'>>)[],
): Promise<void> {
  const { db } = inside(library);
  await db.transaction('rw', [db.sync, db.outbox, db.sent, db.versions], async () => {
    const t = await stampNow(library);
    const set: OutboxRow['set'] = { blobs: {}, versions: {} };
    for (const { hash, packed } of sent) {
      const row = await db.sent.get(hash);
      if (!row) continue;
      const isNew = row.t === '';
      if (isNew && set.blobs) set.blobs[hash] = { at: row.at, bytes: row.bytes, pieces: row.pieces };
      if (packed && set.versions) {
        const ids = (await db.versions.where('blobHash').equals(hash).primaryKeys()) as VersionId[];
        for (const id of ids) set.versions[id] = packed;
      }
      await db.sent.put({ ...row, ...(isNew ? { t } : {}), ...(packed ? { packed, packedAt: t } : {}) });
    }
    await db.outbox.add({ t, set, gone: [] });
  });
}

/** Forgets originals that are not in the storage any more: they are sent again. */
export async function forgetSent(library: Library, hashes: readonly BlobHash[]): Promise<void> {
  await inside(library).db.sent.bulkDelete([...hashes]);
}

/** Every original that lies in the storage, as far as is known. */
export async function allSent(library: Library): Promise<SentRow[]> {
  return inside(library).db.sent.toArray();
}

const HASHES_AT_ONCE = 200;

/** Originals of versions, in the order of their making, each once; so many at a time, with what is kept of them in the storage. */
export async function* originalsToSend(
  library: Library,
): AsyncGenerator<{ hash: BlobHash; fileName: string; bytes: number; sent: SentRow | undefined }[]> {
  const { db } = inside(library);
  let last: unknown = Dexie.minKey;
  for (let more = true; more; ) {
    const versions = await db.versions.where(':id').above(last).limit(HASHES_AT_ONCE).toArray();
    more = versions.length === HASHES_AT_ONCE;
    last = versions.at(-1)?.id ?? last;
    const unique = [...new Map(versions.map((version) => [version.blobHash, version])).values()];
    const sent = await getSent(
      library,
      unique.map(({ blobHash }) => blobHash),
    );
    yield unique.map(({ blobHash, fileName, bytes }, i) => ({ hash: blobHash, fileName, bytes, sent: sent[i] }));
  }
}
