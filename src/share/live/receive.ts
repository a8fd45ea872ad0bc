import { AppError } from '../../domain/errors';
import { readMessage, writeMessage } from './messages';
import { WINDOW, type Wire } from './wire';

/** Handed on at once. */
const BATCH = 1024 * 1024;
/** Told to the sender so often that it never waits for it. */
const TELL = WINDOW / 8;

interface Receiving {
  /** Bytes that the link says the package has. */
  bytes: number;
  /** Bytes that are there already, of an earlier try. */
  from: number;
  /** Takes the next bytes, in pieces that belong to it. Settles when they are kept. */
  write: (pieces: ArrayBuffer[], length: number) => Promise<void>;
  onProgress: (bytes: number) => void;
}

/**
 * Takes a package from another browser. Whether it is the right one its encryption tells: nothing of it counts before.
 * @throws AppError "live-ended" where the sender vanished: what was written stays good; "live-garbage", "share-altered"
 *   where it sends something else
 */
export async function receivePackage(wire: Wire, { bytes, from, write, onProgress }: Receiving): Promise<void> {
  const hello = readMessage(await wire.next());
  if (hello.type !== 'package') throw new AppError('live-garbage');
  if (hello.bytes !== bytes) throw new AppError('share-altered');
  wire.send(writeMessage({ type: 'get', from }));
  let at = from;
  let written = from;
  let told = from;
  let batch: ArrayBuffer[] = [];
  let used = 0;
  let writing = Promise.resolve();
  const flush = async () => {
    // One batch is written while the next comes.
    await writing;
    const [pieces, length] = [batch, used];
    batch = [];
    used = 0;
    writing = write(pieces, length).then(() => {
      written += length;
      onProgress(written);
      if (written - told < TELL && written < bytes) return;
      told = written;
      wire.send(writeMessage({ type: 'have', bytes: written }));
    });
    // A failure is told by the next flush.
    writing.catch(() => {});
  };
  try {
    while (at < bytes) {
      const piece = await wire.next();
      if (typeof piece === 'string' || piece.byteLength === 0) throw new AppError('live-garbage');
      at += piece.byteLength;
      if (at > bytes) throw new AppError('live-garbage');
      batch.push(piece);
      used += piece.byteLength;
      if (used >= BATCH) await flush();
    }
    if (used > 0) await flush();
  } catch (error) {
    if (used > 0 && error instanceof AppError && error.code === 'live-ended') await flush();
    await writing;
    throw error;
  }
  await writing;
}
