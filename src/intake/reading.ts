import { codeOf, isAbort } from '../domain/errors';
import type { BlobHash, JobId } from '../domain/ids';
import { type Identity, identify } from '../jobs/engines';
import { mend } from '../jobs/proven';
import { storeArrival, storeUnlessKnown } from '../library/arrivals';
import type { Library } from '../library/library';
import { arrivedHashes } from '../library/uploads';
import { arrivalOf } from './arrival-of';
import { examineLeftOver } from './examine';
import type { IntakeOptions, IntakeRow } from './intake';
import type { Ledger } from './ledger';
import type { Notes } from './notes';
import { saidBeside } from './said-beside';
import type { RowEvent } from './steps';
import { createTurns } from './turns';

/** Files read at one time: two hide the disk behind the hashing, and no more than two are ever in memory. */
const READERS = 2;

interface ReadingOptions extends Pick<IntakeOptions, 'fields' | 'origin' | 'resume'> {
  ledger: Ledger;
  notes: Notes;
  signal: AbortSignal;
  happen: (row: IntakeRow, event: RowEvent) => boolean;
  /** Called after each file. */
  onDone: () => void;
}

interface Waiting {
  row: IntakeRow;
  /** Whether it is kept although its bytes are in the library. */
  anyway: boolean;
}

/** Has files that wait read, two at a time, and stored; says in their rows what came of it. */
export function createReading(library: Library, options: ReadingOptions) {
  const { ledger, notes, resume, signal, happen, onDone } = options;
  const queue: Waiting[] = [];
  const inTurn = createTurns<BlobHash>();
  let arrivedBefore: Promise<Set<BlobHash>> | undefined;
  let readers = 0;

  function work(): void {
    while (readers < READERS && queue.length > 0 && !signal.aborted) {
      const next = queue.shift();
      if (!next) break;
      readers++;
      void take(next).finally(() => {
        readers--;
        work();
        onDone();
      });
    }
  }

  async function take({ row, anyway }: Waiting): Promise<void> {
    const file = ledger.file(row.index);
    const uploadId = notes.uploadId;
    if (!file || !uploadId || !happen(row, { type: 'begun' })) return;
    try {
      const identity = await identify(file, { signal });
      await inTurn(identity.hash, async () => {
        happen(row, await settleBytes({ row, file, identity, uploadId, anyway }));
      });
    } catch (error) {
      happen(row, isAbort(error) ? { type: 'stopped' } : { type: 'failed', failure: codeOf(error) });
    }
  }

  interface Read extends Waiting {
    file: File;
    identity: Identity;
    uploadId: JobId;
  }

  /** Stores bytes that are new, or says where they are already. */
  async function settleBytes({ row, file, identity, uploadId, anyway }: Read): Promise<RowEvent> {
    const { hash } = identity;
    const mended = await mend(library, hash, file, signal);
    if (mended) void examineLeftOver(library).catch(() => {});
    const beside = ledger.beside(row.index);
    const fields = options.fields();
    const origin = options.origin ?? 'upload';
    const arrival = arrivalOf(file, identity, { beside, uploadId, uploadIndex: row.index, origin, fields });
    const { asset, known } = anyway
      ? { asset: await storeArrival(library, arrival, signal), known: false }
      : await storeUnlessKnown(library, arrival, signal);
    if (!known) return { type: 'arrived', asset };
    const saying = beside && { file: identity.embedded, beside, fields: options.fields() };
    const found = saying && (await saidBeside(library, asset, saying));
    const said = found?.edit ? found : undefined;
    const cameBefore = resume !== undefined && (await beforeResume(resume.id)).has(hash);
    return { type: 'known', existingId: asset.id, mended, said, cameBefore };
  }

  function beforeResume(id: JobId): Promise<Set<BlobHash>> {
    arrivedBefore ??= arrivedHashes(library, id);
    return arrivedBefore;
  }

  return {
    /** Has a file wait; `work` begins with it when it is its turn. */
    add: (row: IntakeRow, anyway: boolean) => void queue.push({ row, anyway }),
    work,
    running: () => readers > 0 || queue.length > 0,
    /** Lets what waits go. @returns it */
    drop: (): IntakeRow[] => queue.splice(0).map(({ row }) => row),
  };
}
