import type { Beside } from '../domain/embedded';
import { codeOf, type ErrorCode, isAbort, isPassing } from '../domain/errors';
import type { BlobHash, JobId } from '../domain/ids';
import type { Identity } from '../jobs/engines';
import { identify } from '../jobs/engines';
import { mend } from '../jobs/proven';
import { askToPersist } from '../jobs/storage';
import { storeArrival, storeUnlessKnown } from '../library/arrivals';
import { getAssets, getEmbedded } from '../library/assets';
import { finishUpload } from '../library/finish-upload';
import type { Library } from '../library/library';
import { uploadLock } from '../library/locks';
import { storingError } from '../library/room';
import type { UploadEdits } from '../library/rows';
import { arrivedHashes, beginUpload, extendUpload, settleUpload } from '../library/uploads';
import { arrivalOf } from './arrival-of';
import { examineLeftOver } from './examine';
import { matchExpected } from './expected';
import { namesOfFolders } from './folders';
import { type Intake, type IntakeOptions, type IntakeRow, placedIn } from './intake';
import { addKnownAsVersion } from './known-as-version';
import { findLoneSidecars, type LoneSidecar } from './lone-sidecars';
import { createLooking } from './looking';
import { saidBeside } from './said-beside';
import { takeSidecars } from './sidecars';
import type { Incoming } from './sources/incoming';
import { folderOf, takeTakeout } from './takeout';
import { createTurns } from './turns';

/** A file with what came beside it and the names of its folders. */
interface Taken {
  file: File;
  beside: Beside | undefined;
  folders: readonly string[] | undefined;
  /** Where it is what was said of a file that came before. */
  lone?: LoneSidecar | undefined;
}

/** Files read at one time: two hide the disk behind the hashing, and no more than two are ever in memory. */
const READERS = 2;

/**
 * Files in: identified (hash and type), stored with their asset in one transaction, then examined for facts and
 * previews. Any number may wait: what waits is a handle on a file, not its bytes.
 */
export function createIntake(library: Library, options: IntakeOptions): Intake {
  const rows: IntakeRow[] = [];
  const files = new Map<number, File>();
  /** What came beside the files about them. */
  const besides = new Map<number, Beside>();
  /** What the upload does not expect, since that could not be noted: it has a number of this page's, below 0. */
  const unnoted = new Map<number, Taken>();
  const byIndex = new Map<number, IntakeRow>();
  const queue: { row: IntakeRow; anyway: boolean }[] = [];
  const inTurn = createTurns<BlobHash>();
  const oneBatch = createTurns<'batch'>();
  const idleWaiters: (() => void)[] = [];
  const abort = new AbortController();
  const missing = [...(options.resume?.missing ?? [])];
  const placed = new Map(placedIn(options.resume?.folders ?? []).map((each) => [each.index, each]));
  let uploadId = options.resume?.id;
  for (const asset of options.resume?.arrived ?? []) {
    const { uploadIndex: index, fileName: name, bytes, state: status, failure, id: assetId } = asset;
    const row: IntakeRow = {
      index,
      name,
      bytes,
      status,
      failure,
      assetId,
      existingId: null,
      folders: placed.get(index)?.folders ?? [],
      fromTakeout: placed.get(index)?.fromTakeout ?? false,
    };
    rows.push(row);
    byIndex.set(index, row);
  }
  /** Indexes that this page can say something about: what another names stays expected. */
  const seen = new Set([...missing, ...rows].map(({ index }) => index));
  let arrivedBefore: Promise<Set<BlobHash>> | undefined;
  let adding = 0;
  let readers = 0;
  let finished = false;
  /** What was given when "Finish" was pressed. */
  let given: UploadEdits | undefined;
  let lastUnnoted = 0;
  let release: (() => void) | undefined;

  const changed = (row: IntakeRow, change: Partial<IntakeRow>) => {
    Object.assign(row, change);
    options.onChange();
  };

  const looking = createLooking(library, { changed, onDone: () => settleWhenIdle() });

  /** While this tab works on the upload it holds its lock, so that others do not take it for an abandoned one. */
  function hold(id: JobId): void {
    if (release) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    release = resolve;
    void navigator.locks.request(uploadLock(id), () => promise);
  }

  /** Batches are taken in one after another: two that come at once would both begin the upload. */
  async function add(incoming: readonly Incoming[], handles: FileSystemHandle[] = []): Promise<void> {
    if (incoming.length === 0) return;
    void askToPersist();
    await inBatch(() => addBatch(incoming, handles));
  }

  async function inBatch(work: () => Promise<void>): Promise<void> {
    adding++;
    try {
      await oneBatch('batch', work);
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
    await noteAndEnter(
      fresh.map(({ file }) => takenOf(file)),
      handles,
    );
    options.onChange();
    work();
  }

  /** Files that the upload does not expect yet. Where it cannot be noted (no room) they are listed with that reason. */
  async function noteAndEnter(fresh: readonly Taken[], handles: FileSystemHandle[]): Promise<void> {
    let first = 0;
    try {
      first = await note(fresh, handles);
    } catch (error) {
      const failure = codeOf(await storingError(error, null));
      for (const each of fresh) {
        const index = --lastUnnoted;
        unnoted.set(index, each);
        await enter(index, each, failure);
      }
      return;
    }
    for (const [i, each] of fresh.entries()) await enter(first + i, each);
  }

  /** Has the upload expect files, and begins it where it is the first time. @returns the index of the first of them */
  async function note(fresh: readonly Taken[], handles: FileSystemHandle[]): Promise<number> {
    const named = fresh.map(({ file, beside, folders }) => ({
      name: file.name,
      bytes: file.size,
      folders,
      fromTakeout: beside?.takeout !== undefined,
    }));
    let first = 0;
    if (!uploadId) uploadId = await beginUpload(library, named, handles);
    else if (fresh.length > 0) {
      const used = [...seen].reduce((most, index) => Math.max(most, index + 1), 0);
      first = await extendUpload(library, uploadId, named, handles, used);
    }
    hold(uploadId);
    // What comes after "Finish" is final; where that cannot be written, it waits in "Uploads".
    if (finished && fresh.length > 0) await finishUpload(library, uploadId, given).catch(() => {});
    return first;
  }

  async function enter(index: number, taken: Taken, failure: ErrorCode | null = null): Promise<void> {
    const { file, beside, folders, lone } = taken;
    if (beside) besides.set(index, beside);
    const coming = abort.signal.aborted ? 'stopped' : 'waiting';
    const row: IntakeRow = {
      index,
      name: file.name,
      bytes: file.size,
      status: failure ? 'failed' : coming,
      failure,
      assetId: null,
      existingId: null,
      // A file of an earlier session may be chosen by itself now: it came in a folder then.
      folders: placed.get(index)?.folders ?? folders ?? [],
      fromTakeout: placed.get(index)?.fromTakeout ?? beside?.takeout !== undefined,
    };
    if (!failure) {
      placed.set(index, row);
      seen.add(index);
    }
    rows.push(row);
    byIndex.set(index, row);
    files.set(index, file);
    if (failure) return;
    if (lone) await showLone(row, lone);
    else if (row.status === 'waiting') queue.push({ row, anyway: false });
  }

  async function showLone(row: IntakeRow, { of, beside }: LoneSidecar): Promise<void> {
    const file = (await getEmbedded(library, of.blobHash))?.properties ?? {};
    const said = await saidBeside(library, of, { file, beside, fields: options.fields(), aloneOf: of.fileName });
    changed(row, { status: 'known', existingId: of.id, said });
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
    const file = files.get(row.index);
    if (!file || !uploadId) return;
    try {
      changed(row, { status: 'reading', failure: null });
      const identity = await identify(file, { signal: abort.signal });
      await inTurn(identity.hash, () => settleBytes(row, file, identity, anyway));
    } catch (error) {
      if (isAbort(error)) changed(row, { status: 'stopped' });
      else changed(row, { status: 'failed', failure: codeOf(error) });
    }
  }

  /** Stores bytes that are new, or says where they are already. */
  async function settleBytes(row: IntakeRow, file: File, identity: Identity, anyway: boolean): Promise<void> {
    const { hash } = identity;
    const mended = await mend(library, hash, file, abort.signal);
    if (mended) void examineLeftOver(library).catch(() => {});
    const beside = besides.get(row.index);
    const arrival = arrivalOf(file, identity, {
      beside,
      uploadId: uploadId as JobId,
      uploadIndex: row.index,
      origin: options.origin ?? 'upload',
      fields: options.fields(),
    });
    const { asset, known } = anyway
      ? { asset: await storeArrival(library, arrival, abort.signal), known: false }
      : await storeUnlessKnown(library, arrival, abort.signal);
    if (known) {
      const saying = beside && { file: identity.embedded, beside, fields: options.fields() };
      const found = saying && (await saidBeside(library, asset, saying));
      const said = found?.edit ? found : undefined;
      if (!mended && !said && options.resume && (await beforeResume()).has(hash)) forget(row);
      else changed(row, { status: 'known', existingId: asset.id, mended, said });
      return;
    }
    files.delete(row.index);
    changed(row, { status: asset.state, assetId: asset.id, failure: asset.failure });
    if (asset.state === 'stored') void looking.look(row, asset);
  }

  function beforeResume(): Promise<Set<BlobHash>> {
    arrivedBefore ??= arrivedHashes(library, options.resume?.id as JobId);
    return arrivedBefore;
  }

  /** A file of the same folder that had arrived before the tab closed: nothing to say about it. */
  function forget(row: IntakeRow): void {
    rows.splice(rows.indexOf(row), 1);
    byIndex.delete(row.index);
    placed.delete(row.index);
    files.delete(row.index);
    unnoted.delete(row.index);
    options.onChange();
  }

  /** Of what was known when it was dropped, and is not in the library any more, nothing is there: it arrives after all. */
  async function takeLost(some: readonly IntakeRow[]): Promise<boolean> {
    const known = some.filter(({ status }) => status === 'known');
    const existing = await getAssets(
      library,
      known.flatMap(({ existingId }) => existingId ?? []),
    );
    const living = new Set(existing.filter((asset) => asset.deletedAt === 0).map((asset) => asset.id));
    const lost = known.filter(({ existingId }) => existingId && !living.has(existingId));
    for (const row of lost) {
      changed(row, { status: 'waiting', existingId: null, mended: false, said: undefined });
      queue.push({ row, anyway: false });
    }
    work();
    return lost.length > 0;
  }

  const running = () => adding > 0 || readers > 0 || looking.running() || queue.length > 0;

  function settleWhenIdle(): void {
    if (running()) return;
    for (const wake of idleWaiters.splice(0)) wake();
    // On a full disk even this may not be written: the row then still names what it expected, so nothing is lost.
    settle().catch(() => {});
    options.onChange();
  }

  async function settle(): Promise<void> {
    if (!uploadId) return;
    const lost = rows
      .filter((row) => row.assetId === null && row.status !== 'known' && !unnoted.has(row.index))
      // What can never arrive was said; when it is finished there is no more to say of it.
      .filter(({ failure }) => !(finished && failure && !isPassing(failure)))
      .map(({ index, name, bytes, failure }) => ({ index, name, bytes, failure }));
    await settleUpload(library, uploadId, [...missing, ...lost], { over: abort.signal.aborted, seen });
    if (finished || abort.signal.aborted) release?.();
  }

  return {
    rows,
    get placed() {
      return [...placed.values()];
    },
    get uploadId() {
      return uploadId;
    },
    get running() {
      return running();
    },
    get finished() {
      return finished;
    },
    add,
    addAnyway(index) {
      const row = byIndex.get(index);
      if (row?.status !== 'known') return;
      changed(row, { status: 'waiting', existingId: null, said: undefined });
      queue.push({ row, anyway: true });
      work();
    },
    markApplied(indexes) {
      for (const index of indexes) {
        const row = byIndex.get(index);
        if (row?.said) changed(row, { said: { ...row.said, applied: true } });
      }
    },
    async addAsVersion(index) {
      const row = byIndex.get(index);
      const file = files.get(index);
      if (row?.status !== 'known' || !row.existingId || !file || row.said?.aloneOf) return;
      adding++;
      try {
        if (await takeLost([row])) return;
        await addKnownAsVersion(library, row.existingId, { file, beside: besides.get(index), signal: abort.signal });
        files.delete(index);
        const [asset] = await getAssets(library, [row.existingId]);
        changed(row, { status: asset?.state ?? 'ready', assetId: row.existingId, failure: asset?.failure ?? null });
        if (asset?.state === 'stored') void looking.look(row, asset);
      } catch (error) {
        if (!isAbort(error)) changed(row, { failure: codeOf(error) });
      } finally {
        adding--;
        settleWhenIdle();
      }
    },
    retry(index) {
      const row = byIndex.get(index);
      if (row?.assetId && row.failure) return void looking.again(row, row.assetId);
      // A second click on what waits already asks for nothing.
      if (!row || row.assetId || row.status !== 'failed' || !files.has(index)) return;
      const taken = unnoted.get(index);
      if (taken) {
        forget(row);
        void inBatch(() => noteAndEnter([taken], []).then(work));
        return;
      }
      changed(row, { status: 'waiting', failure: null });
      queue.push({ row, anyway: false });
      work();
    },
    async finish(edits) {
      // A batch that was dropped just before belongs to it.
      await oneBatch('batch', async () => {});
      if (uploadId) {
        await takeLost(rows);
        const brought = rows.flatMap(({ assetId }) => assetId ?? []);
        await finishUpload(library, uploadId, edits, brought);
      }
      finished = true;
      given = edits;
      if (uploadId && !running()) await settle();
      options.onChange();
    },
    takeOff(index) {
      const idle = ({ assetId, status }: IntakeRow) => !assetId && (status === 'failed' || status === 'stopped');
      for (const row of rows.filter((each) => idle(each) && (index === 'all' || each.index === index))) forget(row);
      const off = missing.filter((each) => index === 'all' || each.index === index);
      for (const each of off) {
        missing.splice(missing.indexOf(each), 1);
        placed.delete(each.index);
      }
      settleWhenIdle();
    },
    stop() {
      abort.abort(new DOMException('stopped', 'AbortError'));
      for (const { row } of queue.splice(0)) row.status = 'stopped';
      settleWhenIdle();
    },
    idle: () => (running() ? new Promise((resolve) => idleWaiters.push(resolve)) : Promise.resolve()),
  };
}
