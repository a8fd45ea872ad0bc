import { codeOf, isAbort, isPassing } from '../domain/errors';
import type { BlobHash, JobId } from '../domain/ids';
import { type Identity, identify } from '../jobs/engines';
import { mend } from '../jobs/proven';
import { askToPersist } from '../jobs/storage';
import { storeArrival, storeUnlessKnown } from '../library/arrivals';
import { getAssets, getEmbedded } from '../library/assets';
import type { Library } from '../library/library';
import { storingError } from '../library/room';
import type { UploadEdits } from '../library/rows';
import { arrivedHashes, settleUpload } from '../library/uploads';
import { arrivalOf } from './arrival-of';
import { examineLeftOver } from './examine';
import { matchExpected } from './expected';
import { namesOfFolders } from './folders';
import type { Intake, IntakeOptions, IntakeRow } from './intake';
import { addKnownAsVersion } from './known-as-version';
import { createLedger, type Taken } from './ledger';
import { findLoneSidecars, type LoneSidecar } from './lone-sidecars';
import { createLooking } from './looking';
import { createNotes } from './notes';
import { saidBeside } from './said-beside';
import { takeSidecars } from './sidecars';
import type { Incoming } from './sources/incoming';
import { type RowEvent, stepOf } from './steps';
import { folderOf, takeTakeout } from './takeout';
import { createTurns } from './turns';

/** Files read at one time: two hide the disk behind the hashing, and no more than two are ever in memory. */
const READERS = 2;

/**
 * Files in: identified (hash and type), stored with their asset in one transaction, then examined for facts and
 * previews. Any number may wait: what waits is a handle on a file, not its bytes. What may happen to a file is in `steps.ts`;
 * here it is done.
 */
export function createIntake(library: Library, options: IntakeOptions): Intake {
  const { resume, onChange } = options;
  const ledger = createLedger(resume ?? {});
  const { rows, placed } = ledger;
  const notes = createNotes(library, resume?.id, ledger);
  const queue: { row: IntakeRow; anyway: boolean }[] = [];
  const inTurn = createTurns<BlobHash>();
  const oneBatch = createTurns<'batch'>();
  const idleWaiters: (() => void)[] = [];
  const abort = new AbortController();
  const missing = [...(resume?.missing ?? [])];
  let arrivedBefore: Promise<Set<BlobHash>> | undefined;
  let adding = 0;
  let readers = 0;
  /** What was given when "Finish" was pressed; undefined before. */
  let finished: { edits: UploadEdits | undefined } | undefined;

  /** Has something happen to a file. @returns whether that changed anything */
  function happen(row: IntakeRow, event: RowEvent): boolean {
    const step = stepOf(row, event);
    if (!step) return false;
    Object.assign(row, step.change);
    switch (step.work) {
      case 'read':
      case 'read-anyway':
        queue.push({ row, anyway: step.work === 'read-anyway' });
        work();
        break;
      case 'look':
      case 'look-again':
        if (row.assetId) void looking[step.work === 'look' ? 'look' : 'again'](row, row.assetId);
        break;
      case 'note': {
        const taken = ledger.unnoted(row.index);
        ledger.forget(row);
        if (taken) void inBatch(() => noteAndEnter([taken], []));
        break;
      }
      case 'forget':
        ledger.forget(row);
    }
    if (row.assetId) ledger.dropFile(row.index);
    onChange();
    return true;
  }

  const looking = createLooking(library, { happen, onDone: () => settleWhenIdle() });

  /** Batches are taken in one after another: two that come at once would both begin the upload. */
  async function inBatch(batch: () => Promise<void>): Promise<void> {
    adding++;
    try {
      await oneBatch('batch', batch);
      onChange();
      work();
    } finally {
      adding--;
      settleWhenIdle();
    }
  }

  async function addBatch(incoming: readonly Incoming[], handles: FileSystemHandle[]): Promise<void> {
    const { files: kept, albums } = await takeTakeout(incoming);
    const folders = new Map(kept.map(({ file, path }) => [file, namesOfFolders(folderOf(path), albums)]));
    const { pictures, besides: said } = await takeSidecars(kept);
    const alone = await findLoneSidecars(library, pictures);
    const { expected, fresh } = matchExpected(missing, pictures);
    const takenOf = (file: File): Taken => ({
      file,
      beside: said.get(file),
      folders: folders.get(file),
      lone: alone.get(file),
    });
    for (const { index, file } of expected) await enter(index, takenOf(file));
    const taken = fresh.map(({ file }) => takenOf(file));
    await noteAndEnter(taken, handles);
  }

  /** Files that the upload does not expect yet. Where it cannot be noted (no room) they are listed with that reason. */
  async function noteAndEnter(fresh: readonly Taken[], handles: FileSystemHandle[]): Promise<void> {
    let first = 0;
    try {
      first = await notes.expect(fresh, handles);
    } catch (error) {
      const failure = codeOf(await storingError(error, null));
      for (const each of fresh) ledger.enterUnnoted(each, failure);
      return;
    }
    // What comes after "Finish" is final; where that cannot be written, it waits in "Uploads".
    if (finished && fresh.length > 0) await notes.finish(finished.edits).catch(() => {});
    for (const [i, each] of fresh.entries()) await enter(first + i, each);
  }

  async function enter(index: number, taken: Taken): Promise<void> {
    const row = ledger.enter(index, taken, abort.signal.aborted ? 'stopped' : 'waiting');
    if (taken.lone) await showLone(row, taken.lone);
    else if (row.status === 'waiting') queue.push({ row, anyway: false });
  }

  /** A sidecar by itself is read already: what it says is offered for the asset that it is of. */
  async function showLone(row: IntakeRow, { of, beside }: LoneSidecar): Promise<void> {
    const file = (await getEmbedded(library, of.blobHash))?.properties ?? {};
    const said = await saidBeside(library, of, { file, beside, fields: options.fields(), aloneOf: of.fileName });
    happen(row, { type: 'begun' });
    happen(row, { type: 'known', existingId: of.id, mended: false, said, cameBefore: false });
  }

  function work(): void {
    while (readers < READERS && queue.length > 0 && !abort.signal.aborted) {
      const next = queue.shift();
      if (!next) break;
      readers++;
      void take(next.row, next.anyway).finally(() => {
        readers--;
        work();
        settleWhenIdle();
      });
    }
  }

  async function take(row: IntakeRow, anyway: boolean): Promise<void> {
    const file = ledger.file(row.index);
    const uploadId = notes.uploadId;
    if (!file || !uploadId || !happen(row, { type: 'begun' })) return;
    try {
      const identity = await identify(file, { signal: abort.signal });
      await inTurn(identity.hash, async () => {
        happen(row, await settleBytes({ row, file, identity, uploadId, anyway }));
      });
    } catch (error) {
      happen(row, isAbort(error) ? { type: 'stopped' } : { type: 'failed', failure: codeOf(error) });
    }
  }

  interface Reading {
    row: IntakeRow;
    file: File;
    identity: Identity;
    uploadId: JobId;
    anyway: boolean;
  }

  /** Stores bytes that are new, or says where they are already. */
  async function settleBytes({ row, file, identity, uploadId, anyway }: Reading): Promise<RowEvent> {
    const { hash } = identity;
    const mended = await mend(library, hash, file, abort.signal);
    if (mended) void examineLeftOver(library).catch(() => {});
    const beside = ledger.beside(row.index);
    const fields = options.fields();
    const origin = options.origin ?? 'upload';
    const arrival = arrivalOf(file, identity, { beside, uploadId, uploadIndex: row.index, origin, fields });
    const { asset, known } = anyway
      ? { asset: await storeArrival(library, arrival, abort.signal), known: false }
      : await storeUnlessKnown(library, arrival, abort.signal);
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

  /** Of what was known when it was dropped, and is not in the library any more, nothing is there: it arrives after all. */
  async function takeLost(some: readonly IntakeRow[]): Promise<boolean> {
    const known = some.filter(({ status }) => status === 'known');
    const ids = known.flatMap(({ existingId }) => existingId ?? []);
    const existing = await getAssets(library, ids);
    const living = new Set(existing.filter((asset) => asset.deletedAt === 0).map((asset) => asset.id));
    const lost = known.filter(({ existingId }) => existingId && !living.has(existingId));
    for (const row of lost) happen(row, { type: 'lost' });
    return lost.length > 0;
  }

  const running = () => adding > 0 || readers > 0 || looking.running() || queue.length > 0;

  function settleWhenIdle(): void {
    if (running()) return;
    for (const wake of idleWaiters.splice(0)) wake();
    // On a full disk even this may not be written: the row then still names what it expected, so nothing is lost.
    settle().catch(() => {});
    onChange();
  }

  async function settle(): Promise<void> {
    const { uploadId } = notes;
    if (!uploadId) return;
    const lost = rows
      .filter((row) => row.assetId === null && row.status !== 'known' && !ledger.unnoted(row.index))
      // What can never arrive was said; when it is finished there is no more to say of it.
      .filter(({ failure }) => !(finished && failure && !isPassing(failure)))
      .map(({ index, name, bytes, failure }) => ({ index, name, bytes, failure }));
    const { seen } = ledger;
    await settleUpload(library, uploadId, [...missing, ...lost], { over: abort.signal.aborted, seen });
    if (finished || abort.signal.aborted) notes.letGo();
  }

  return {
    rows,
    get placed() {
      return [...placed.values()];
    },
    get uploadId() {
      return notes.uploadId;
    },
    get running() {
      return running();
    },
    get finished() {
      return finished !== undefined;
    },
    async add(incoming, handles = []) {
      if (incoming.length === 0) return;
      void askToPersist();
      await inBatch(() => addBatch(incoming, handles));
    },
    addAnyway(index) {
      const row = ledger.row(index);
      if (row) happen(row, { type: 'wanted' });
    },
    markApplied(indexes) {
      for (const index of indexes) {
        const row = ledger.row(index);
        if (row) happen(row, { type: 'applied' });
      }
    },
    async addAsVersion(index) {
      const row = ledger.row(index);
      const file = ledger.file(index);
      if (row?.status !== 'known' || !row.existingId || !file || row.said?.aloneOf) return;
      adding++;
      try {
        if (await takeLost([row])) return;
        await addKnownAsVersion(library, row.existingId, { file, beside: ledger.beside(index), signal: abort.signal });
        const [asset] = await getAssets(library, [row.existingId]);
        happen(row, { type: 'versioned', asset });
      } catch (error) {
        if (!isAbort(error)) happen(row, { type: 'not-versioned', failure: codeOf(error) });
      } finally {
        adding--;
        settleWhenIdle();
      }
    },
    retry(index) {
      const row = ledger.row(index);
      if (!row) return;
      const [hasFile, isNoted] = [ledger.file(index) !== undefined, ledger.unnoted(index) === undefined];
      happen(row, { type: 'retried', hasFile, isNoted });
    },
    async finish(edits) {
      // A batch that was dropped just before belongs to it.
      await oneBatch('batch', async () => {});
      if (notes.uploadId) {
        await takeLost(rows);
        await notes.finish(
          edits,
          rows.flatMap(({ assetId }) => assetId ?? []),
        );
      }
      finished = { edits };
      if (notes.uploadId && !running()) await settle();
      onChange();
    },
    takeOff(index) {
      const isIt = (each: { index: number }) => index === 'all' || each.index === index;
      for (const row of rows.filter(isIt)) happen(row, { type: 'taken-off' });
      for (const each of missing.filter(isIt)) {
        missing.splice(missing.indexOf(each), 1);
        placed.delete(each.index);
      }
      settleWhenIdle();
    },
    stop() {
      abort.abort(new DOMException('stopped', 'AbortError'));
      for (const { row } of queue.splice(0)) happen(row, { type: 'stopped' });
      settleWhenIdle();
    },
    idle: () => (running() ? new Promise((resolve) => idleWaiters.push(resolve)) : Promise.resolve()),
  };
}
