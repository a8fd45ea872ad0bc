import { codeOf, isAbort } from '../domain/errors';
import type { BlobHash } from '../domain/ids';
import type { Integrity } from '../domain/integrity';
import { NO_DEADLINE, startBackupWorker } from '../jobs/backup';
import { prove } from '../jobs/proven';
import { LIBRARY_NAME } from '../library/library';
import { readWhole } from '../library/originals';
import { bytesAfter, hashesAfter } from '../library/space';
import { checkProgress, getIntegrity, putIntegrity } from '../state/integrity';
import { addJob } from '../state/jobs';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { run } from '../state/run';
import { formatBytes, formatNumber, plural, timeLeft } from '../text/format';

/** Held while originals are checked, in whatever tab. */
const LOCK = 'satchel-integrity';
const AT_ONCE = 50;
/** Originals that are read at one time: there are two workers that hash. */
const READERS = 2;

/** "Check every original": reads all bytes again and compares them with their hash; from the beginning. */
export const checkEveryOriginal = (): Promise<void> => check(true);

/** At start: a check that a closed tab broke off goes on where it was. */
export async function goOnChecking(): Promise<void> {
  const known = await getIntegrity();
  if (known && known.endedAt === 0) await check(false);
}

async function check(anew: boolean): Promise<void> {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) {
      if (anew) tell('The originals are being checked already.');
      return;
    }
    await run('The originals could not be checked.', () => checkHeld(anew));
  });
}

const FRESH = { endedAt: 0, after: '', files: 0, bytes: 0, damaged: [] };

async function checkHeld(anew: boolean): Promise<void> {
  const known = anew ? null : await getIntegrity();
  let state: Integrity = known ?? { ...FRESH, startedAt: Date.now() };
  const rest = await bytesAfter(library(), state.after);
  const all = { files: state.files + rest.files, bytes: state.bytes + rest.bytes };
  const abort = new AbortController();
  const job = addJob({ name: 'Integrity check', cancel: () => abort.abort(), total: Math.max(1, all.bytes) });
  const left = timeLeft();
  const show = () => {
    checkProgress.value = { done: state.bytes, of: Math.max(1, all.bytes) };
    const time = left(state.bytes, all.bytes);
    const detail = `${formatNumber(state.files)} of ${formatNumber(all.files)}, ${formatBytes(state.bytes)}`;
    job.update({ done: state.bytes, detail: time ? `${detail}, ${time} left` : detail });
  };
  const save = (change: Partial<Integrity>) => {
    state = { ...state, ...change };
    return putIntegrity(state);
  };
  try {
    await save({});
    show();
    for (let some = await hashesAfter(library(), state.after, AT_ONCE); some.length > 0; ) {
      const looked = await lookAt(some, {
        signal: abort.signal,
        onFile: (bytes) => {
          state = { ...state, files: state.files + 1, bytes: state.bytes + bytes };
          show();
        },
      });
      await save({ after: some.at(-1) ?? '', damaged: [...state.damaged, ...looked] });
      some = await hashesAfter(library(), state.after, AT_ONCE);
    }
    await save({ damaged: [...new Set([...state.damaged, ...(await missingHashes())])], endedAt: Date.now() });
    job.update({ status: 'done', cancel: null, done: Math.max(1, all.bytes), detail: plural(state.files, 'file') });
    tellResult(state);
  } catch (error) {
    job.remove();
    // Somebody stopped it: it does not begin again by itself.
    await save({ endedAt: Date.now() }).catch(() => {});
    if (!isAbort(error)) throw error;
  } finally {
    checkProgress.value = null;
  }
}

interface Looking {
  signal: AbortSignal;
  onFile: (bytes: number) => void;
}

/** @returns those whose bytes are not those of their hash */
async function lookAt(hashes: readonly string[], { signal, onFile }: Looking): Promise<string[]> {
  const damaged: string[] = [];
  const queue = [...hashes].reverse();
  const one = async (hash: BlobHash) => {
    let bytes = 0;
    try {
      const file = await readWhole(library(), hash);
      bytes = file.size;
      await prove(file, hash, { signal, priority: 0 });
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'stored-damaged' && code !== 'missing-bytes') throw error;
      damaged.push(hash);
    }
    onFile(bytes);
  };
  const read = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      signal.throwIfAborted();
      await one(next as BlobHash);
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
  return damaged;
}

/** Bytes that rows want and that are not there at all. */
async function missingHashes(): Promise<string[]> {
  const bridge = startBackupWorker();
  try {
    const found = await bridge.call((api) => api.check(LIBRARY_NAME), NO_DEADLINE);
    return found.flatMap(({ rule, of }) => (rule === 'bytes-missing' ? [of] : []));
  } finally {
    bridge.end();
  }
}

function tellResult({ files, damaged }: Integrity): void {
  if (damaged.length === 0) return void tell(`${plural(files, 'original')} checked: every byte is as it came.`);
  alertPerson(
    `${plural(damaged.length, 'original')} ${damaged.length === 1 ? 'is' : 'are'} damaged or missing: Settings → Storage lists them. Add the same files again, or restore a backup.`,
  );
}
