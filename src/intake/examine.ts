import { type Asset, isExamined, NO_FACTS } from '../domain/asset';
import { codeOf, type ErrorCode, isAbort } from '../domain/errors';
import { canInspect, inspect } from '../jobs/engines';
import { createLimit } from '../jobs/limit';
import { engineAvailable, engineCount } from '../jobs/pools';
import { getAssets, noteAttempt, readBytes, saveExamined, unfinishedAssets } from '../library/assets';
import type { Library } from '../library/library';
import { heldUploads } from '../library/locks';
import { storingError } from '../library/room';

/** Originals may be read no further ahead than the engines need: where they are kept in chunks, reading means memory. */
const limited = createLimit(engineCount * 2);

interface ExamineOptions {
  signal?: AbortSignal;
  /** Whether nobody asked for it: so often is not tried without end. */
  counted?: boolean;
}

/**
 * Finds out what an asset is and makes its previews; keeps both, or the reason why there are none. Thousands may be
 * asked for at once: they wait their turn, and of all tabs one looks at some bytes at a time.
 * @throws AbortError: the asset stays as it is, and the next start goes on with it
 */
export function examine(library: Library, asset: Asset, { signal, counted }: ExamineOptions = {}): Promise<void> {
  const once = async () => {
    const [now] = await getAssets(library, [asset.id]);
    // Another tab, or a twin, may have brought the answer meanwhile.
    if (now?.blobHash === asset.blobHash && isExamined(now)) return;
    if (counted) await noteAttempt(library, asset.blobHash);
    await examineNow(library, asset, signal);
  };
  return limited(() => navigator.locks.request(`satchel-look:${asset.blobHash}`, once) as Promise<void>);
}

async function examineNow(library: Library, { blobHash: hash, mime }: Asset, signal?: AbortSignal): Promise<void> {
  try {
    const original = await readBytes(library, hash, mime);
    const { facts, previews, failure } = await inspect(original, mime, { signal, hash });
    await saveExamined(library, hash, {
      facts,
      failure,
      previews: previews.map(({ size, type, bytes }) => ({ size, type, data: bytes })),
    });
  } catch (error) {
    if (isAbort(error) || codeOf(error) === 'library-closed') throw error;
    await saveExamined(library, hash, { facts: NO_FACTS, failure: await reasonOf(error), previews: [] });
  }
}

/** The file is in the library: what was wanting is room for what is made of it. */
async function reasonOf(error: unknown): Promise<ErrorCode> {
  const code = codeOf(await storingError(error, null));
  return code === 'no-room' ? 'no-room-previews' : code;
}

/** So often is tried again by itself what failed: a file that ends the page each time must not end every start. */
const MOST_ATTEMPTS = 3;

/** Which failures that pass are tried again: all of them at a start; where there is room again, those that wanted it. */
export type Again = 'all' | 'room' | 'none';

const passes = new WeakMap<Library, { next: Again | null }>();

/**
 * Goes on with what a closed tab had stored but not examined, with what undo or another tab brought back before it was, and
 * with what failed for a reason that passes; in one tab at a time. What a tab's own upload still does is left to it.
 */
export async function examineLeftOver(library: Library, again: Again = 'none'): Promise<void> {
  const running = passes.get(library);
  if (running) {
    // What came since it began is looked at afterwards.
    running.next ??= again;
    return;
  }
  const pass: { next: Again | null } = { next: again };
  passes.set(library, pass);
  try {
    while (pass.next) {
      const which = pass.next;
      pass.next = null;
      await navigator.locks.request('satchel-examine', { ifAvailable: true }, async (lock) => {
        if (lock) await onePass(library, which);
      });
    }
  } finally {
    passes.delete(library);
  }
}

async function onePass(library: Library, again: Again): Promise<void> {
  const held = await heldUploads();
  const due = ({ uploadId, state, failure }: Asset) => {
    if (state === 'stored') return !(uploadId && held.has(uploadId));
    if (failure === 'not-isolated') return again === 'all' && engineAvailable();
    return again === 'all' || (again === 'room' && failure === 'no-room-previews');
  };
  const waiting = (await unfinishedAssets(library, again !== 'none')).filter(
    (asset) => canInspect(asset.mime) && due(asset),
  );
  await Promise.all(waiting.map((asset) => tryAgain(library, asset)));
}

async function tryAgain(library: Library, asset: Asset): Promise<void> {
  if ((asset.attempts ?? 0) < MOST_ATTEMPTS) return examine(library, asset, { counted: true });
  if (asset.state === 'stored') {
    // Each time the page ended before it could say why.
    await saveExamined(library, asset.blobHash, { facts: NO_FACTS, failure: 'out-of-memory', previews: [] });
  }
}
