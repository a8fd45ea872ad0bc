import type { Asset } from '../domain/asset';
import type { FieldValues } from '../domain/field';
import { withValues } from '../domain/field-values';
import type { JobId } from '../domain/ids';
import { findByHash, keepEmbedded } from './assets';
import { announce } from './changes';
import { inside } from './db';
import { edited, knownEdits } from './finish-upload';
import { firstVersion, idsForAssets, knownOf, type NewFile, rowsOf } from './first-version';
import type { Library } from './library';
import { storeBytes } from './originals';
import { rowOrNew } from './upload-rows';

export interface Arrival extends NewFile {
  uploadId: JobId;
  uploadIndex: number;
  origin: Asset['origin'];
  /** What is believed of what the file says, and what came beside it, as values of fields: a new asset begins with them. */
  values: FieldValues;
}

/**
 * Keeps a file and makes it an asset, in one transaction: it is there whole or not at all.
 * Bytes that the library holds already are not kept twice, and what is known of them is taken over.
 * @throws AppError "no-room"; "vanished" where the file changed under us
 */
export async function storeArrival(library: Library, arrival: Arrival, signal?: AbortSignal): Promise<Asset> {
  return (await store(library, arrival, { signal })).asset;
}

/**
 * The same, but where a living asset has these bytes: whether one has is looked up in the transaction that would add
 * another, since another tab may be storing the same file.
 * @returns the asset, and whether it is the one that had them
 */
export function storeUnlessKnown(library: Library, arrival: Arrival, signal?: AbortSignal): Promise<Stored> {
  return store(library, arrival, { signal, unlessKnown: true });
}

interface Stored {
  asset: Asset;
  known: boolean;
}

async function store(
  library: Library,
  arrival: Arrival,
  { signal, unlessKnown = false }: { signal?: AbortSignal; unlessKnown?: boolean },
): Promise<Stored> {
  const { db } = inside(library);
  const { hash, file } = arrival;
  const result = await storeBytes(library, { hash, file, signal }, (stored) => {
    const tables = [db.assets, db.versions, db.blobs, db.jobs, db.embedded, db.categories];
    return db.transaction('rw', tables, async () => {
      if (stored) await db.blobs.put({ hash, ...stored });
      const known = unlessKnown ? await findByHash(library, hash) : undefined;
      if (known) return { asset: known, known: true };
      const { content, shown } = rowsOf(arrival, await knownOf(db, hash));
      const upload = await rowOrNew(db, arrival.uploadId);
      const open = upload.finishedAt === 0;
      const described = withValues({ title: '', fields: {}, rating: 0 }, arrival.values);
      const { uploadId, uploadIndex, origin } = arrival;
      const ids = (await idsForAssets(db))();
      const made = firstVersion({ ...shown, ...described, categoryIds: [] }, content, {
        ids,
        open,
        origin,
        uploadId,
        uploadIndex,
      });
      await db.versions.add(made.version);
      const given = open ? undefined : await knownEdits(db, upload.edits);
      await db.assets.add(edited(made.asset, given));
      await keepEmbedded(db, hash, arrival.embedded);
      return { asset: made.asset, known: false };
    });
  });
  if (!result.known) announce({ assets: [result.asset.id] });
  return result;
}
