import { AppError } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import type { ObjectStore } from '../domain/object-store';
import type { Stamp } from '../domain/stamp';
import type { Box } from './box';
import { blobAt, blobFolder, lastOf, pieceName } from './names';
import type { StoredBlob } from './schemas';

/** An original lies in pieces of so many bytes, each an object of its own: what was cut off goes on with the piece that is missing. */
export const PIECE_BYTES = 32 * 1024 * 1024;

export const piecesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / PIECE_BYTES));

const bytesOf = (hash: BlobHash): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hash.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Where a new sending of an original lies: under a name of its own, so that who removes an older one removes nothing of it. */
export const placeOf = async (box: Box, hash: BlobHash, stamp: Stamp): Promise<string> =>
  blobAt(await box.nameOf(bytesOf(hash)), stamp);

interface Sending {
  file: Blob;
  at: string;
  /** Whether pieces of it may be there already. */
  begun: boolean;
  signal?: AbortSignal;
  onBytes?: (bytes: number) => void;
}

/** Sends an original, but for the pieces that are there. */
export async function putOriginal(
  store: ObjectStore,
  box: Box,
  { file, at, begun, signal, onBytes }: Sending,
): Promise<void> {
  const there = new Set(begun ? (await store.list(blobFolder(at))).map(({ name }) => lastOf(name)) : []);
  for (let piece = 0; piece < piecesOf(file.size); piece++) {
    signal?.throwIfAborted();
    const part = file.slice(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
    const name = pieceName(at, piece);
    if (!there.has(lastOf(name))) {
      const sealed = await box.sealBytes(new Uint8Array(await part.arrayBuffer()));
      await store.put(name, new Blob([sealed]), signal);
    }
    onBytes?.(part.size);
  }
}

/**
 * An original out of its pieces. Whether they are its bytes tells their SHA-256, which whoever asks knows.
 * @throws AppError "backup-missing", "backup-damaged", "storage-key"
 */
export async function getOriginal(store: ObjectStore, box: Box, { at, bytes, pieces }: StoredBlob): Promise<Blob> {
  const parts: Blob[] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const sealed = await store.get(pieceName(at, piece));
    if (!sealed) throw new AppError('backup-missing');
    // As blobs, which the browser may lay on the disk: the whole may be larger than memory.
    parts.push(new Blob([await box.openBytes(new Uint8Array(await sealed.arrayBuffer()))]));
  }
  const file = new Blob(parts);
  if (file.size !== bytes) throw new AppError('backup-damaged');
  return file;
}
