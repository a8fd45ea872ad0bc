import { AppError } from '../../domain/errors';
import { readMessage, writeMessage } from './messages';
import { MESSAGE, WINDOW, type Wire } from './wire';

/** Read from the disk at once: a slice for each message would cost more than sending it. */
const READ = 4 * 1024 * 1024;

/**
 * Hands a package over: says how large it is, and sends from the byte that the receiver asks for.
 * @param onProgress bytes that the receiver has written
 * @returns when the receiver has all of it
 * @throws AppError "live-ended" where the receiver vanished, "live-garbage" where it says what is not understood
 */
export async function sendPackage(wire: Wire, file: Blob, onProgress: (bytes: number) => void): Promise<void> {
  wire.send(writeMessage({ type: 'package', bytes: file.size }));
  const asked = readMessage(await wire.next());
  if (asked.type !== 'get' || asked.from > file.size) throw new AppError('live-garbage');
  let have = asked.from;
  let wake = () => {};
  onProgress(have);

  const listen = async () => {
    while (have < file.size) {
      const said = readMessage(await wire.next());
      if (said.type !== 'have' || said.bytes < have || said.bytes > file.size) throw new AppError('live-garbage');
      have = said.bytes;
      onProgress(have);
      wake();
    }
  };
  let failed: unknown;
  const listening = listen().catch((error) => {
    failed = error;
    wake();
    throw error;
  });
  // Told by the end of this function, whichever of the two fails first.
  listening.catch(() => {});

  const read = (at: number) => file.slice(at, at + READ).arrayBuffer();
  let ahead = read(have);
  for (let at = have; at < file.size; ) {
    const piece = new Uint8Array(await ahead);
    ahead = read(at + piece.length);
    for (let from = 0; from < piece.length; from += MESSAGE) {
      while (at + from - have > WINDOW && !failed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failed) throw failed;
      const full = wire.room();
      if (full) await full;
      wire.send(piece.subarray(from, from + MESSAGE));
    }
    at += piece.length;
  }
  await listening;
}
