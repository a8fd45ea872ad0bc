import { type Asset, isExamined } from '../domain/asset';
import type { Beside } from '../domain/embedded';
import { codeOf, type ErrorCode, isAbort, isPassing } from '../domain/errors';
import { type Field, type FieldValue, isEmpty } from '../domain/field';
import type { AssetId, BlobHash, JobId } from '../domain/ids';
import { believedValues } from '../fields/belief';
import { canInspect, identify } from '../jobs/engines';
import { mend } from '../jobs/proven';
import { askToPersist } from '../jobs/storage';
import { findByHash, forgetFailure, getAssets } from '../library/assets';
import type { Library } from '../library/db';
import { uploadLock } from '../library/locks';
import type { ExpectedFile, UploadEdits } from '../library/rows';
import { sweepOrphans } from '../library/sweep';
import {
  type Arrival,
  arrivedHashes,
  beginUpload,
  extendUpload,
  finishUpload,
  settleUpload,
  storeArrival,
} from '../library/uploads';
import { addVersion } from '../library/versions';
import { mediaType } from '../media/kind';
import type { Identity } from '../workers/hash.worker';
import { examine, examineLeftOver } from './examine';
import { namesOfFolders } from './folders';
import { takeSidecars } from './sidecars';
import type { Incoming } from './sources/incoming';
import { folderOf, takeTakeout } from './takeout';
import { createTurns } from './turns';

export type IntakeStatus = 'waiting' | 'reading' | 'stored' | 'ready' | 'failed' | 'known' | 'stopped';

/** One file of an upload and how far it is. Rows are changed in place; `onChange` says when to look again. */
export interface IntakeRow {
  index: number;
  name: string;
  bytes: number;
  status: IntakeStatus;
  failure: ErrorCode | null;
  assetId: AssetId | null;
  /** The asset that holds the same bytes, where status is "known". */
  existingId: AssetId | null;
  /** Whether those bytes were damaged where they are kept, and this file has mended them. */
  mended?: boolean;
  /** The names of the folders that it came in, the outermost first. */
  folders: readonly string[];
  /** Whether Google Takeout said something of it. */
  fromTakeout: boolean;
}

export interface Intake {
  readonly rows: readonly IntakeRow[];
  /** Undefined until the first file. */
  readonly uploadId: JobId | undefined;
  /** Whether files are still being read or examined. */
  readonly running: boolean;
  readonly finished: boolean;
  add(files: readonly Incoming[], handles?: FileSystemHandle[]): Promise<void>;
  /** Keeps a file although its bytes are in the library. */
  addAnyway(index: number): void;
  retry(index: number): void;
  /** @throws where it could not be written: nothing is finished then, and it can be pressed again */
  finish(edits?: UploadEdits): Promise<void>;
  /** Makes known bytes a new version of the asset that has them. */
  addAsVersion(index: number): Promise<void>;
  /** Takes files that have not arrived, and are not on their way, off the list. */
  takeOff(index: number | 'all'): void;
  /** Stops reading; what has arrived stays. */
  stop(): void;
  /** Settles when nothing runs. */
  idle(): Promise<void>;
}

export interface IntakeOptions {
  onChange: () => void;
  /** The installation's fields: what files say of themselves fills them. */
  fields: () => readonly Field[];
  origin?: Asset['origin'];
  /** An upload of an earlier tab to go on with: what it expected is matched by name and size. */
  resume?: Resume;
}

export interface Resume {
  id: JobId;
  missing: readonly ExpectedFile[];
  /** What has arrived and waits for "Finish". */
  arrived: readonly Asset[];
  /** What was given before its page was left. */
  edits?: UploadEdits;
}

/**
 * Matches files to what an earlier tab had expected, by name and size; what matches is taken off the list.
 * @returns the matches under their old index, and the files that are new
 */
function matchExpected(missing: ExpectedFile[], incoming: readonly Incoming[]) {
  const expected: { index: number; file: File }[] = [];
  const fresh: Incoming[] = [];
  for (const each of incoming) {
    const at = missing.findIndex((want) => want.name === each.file.name && want.bytes === each.file.size);
    const [match] = at < 0 ? [] : missing.splice(at, 1);
    if (match) expected.push({ index: match.index, file: each.file });
    else fresh.push(each);
  }
  return { expected, fresh };
}

/** What the installation gives to an asset whose file says nothing. */
function initialValues(fields: readonly Field[]): Record<string, FieldValue> {
  const given = fields.filter((field) => !field.retired && !isEmpty(field.initial));
  return Object.fromEntries(given.map((field) => [field.id, field.initial]));
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
  const byIndex = new Map<number, IntakeRow>();
  const queue: { row: IntakeRow; anyway: boolean }[] = [];
  const inTurn = createTurns<BlobHash>();
  const oneBatch = createTurns<'batch'>();
  const idleWaiters: (() => void)[] = [];
  const abort = new AbortController();
  const missing = [...(options.resume?.missing ?? [])];
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
      folders: [],
      fromTakeout: false,
    };
    rows.push(row);
    byIndex.set(index, row);
  }
  /** Indexes that this page can say something about: what another names stays expected. */
  const seen = new Set([...missing, ...rows].map(({ index }) => index));
  let arrivedBefore: Promise<Set<BlobHash>> | undefined;
  let adding = 0;
  let readers = 0;
  let examining = 0;
  let finished = false;
  let release: (() => void) | undefined;

  const changed = (row: IntakeRow, change: Partial<IntakeRow>) => {
    Object.assign(row, change);
    options.onChange();
  };

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
    adding++;
    try {
      await oneBatch('batch', () => addBatch(incoming, handles));
    } finally {
      adding--;
      settleWhenIdle();
    }
  }

  async function addBatch(incoming: readonly Incoming[], handles: FileSystemHandle[]): Promise<void> {
    const { files: kept, albums } = await takeTakeout(incoming);
    const folders = new Map(kept.map(({ file, path }) => [file, namesOfFolders(folderOf(path), albums)]));
    const { pictures, besides: said } = await takeSidecars(kept);
    const { expected, fresh } = matchExpected(missing, pictures);
    const named = fresh.map(({ file }) => ({ name: file.name, bytes: file.size }));
    let first = 0;
    if (!uploadId) uploadId = await beginUpload(library, named, handles);
    else if (fresh.length > 0) {
      const used = [...seen].reduce((most, index) => Math.max(most, index + 1), 0);
      first = await extendUpload(library, uploadId, named, handles, used);
    }
    hold(uploadId);
    const entries = [...expected, ...fresh.map(({ file }, i) => ({ index: first + i, file }))];
    for (const { index, file } of entries) {
      const beside = said.get(file);
      if (beside) besides.set(index, beside);
      const row: IntakeRow = {
        index,
        name: file.name,
        bytes: file.size,
        status: abort.signal.aborted ? 'stopped' : 'waiting',
        failure: null,
        assetId: null,
        existingId: null,
        folders: folders.get(file) ?? [],
        fromTakeout: beside?.takeout !== undefined,
      };
      seen.add(index);
      rows.push(row);
      byIndex.set(index, row);
      files.set(index, file);
      if (row.status === 'waiting') queue.push({ row, anyway: false });
    }
    options.onChange();
    work();
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
    const { hash, mime } = identity;
    const mended = await mend(library, hash, file, abort.signal);
    if (mended) void examineLeftOver(library).catch(() => {});
    const existing = anyway ? undefined : await findByHash(library, hash);
    if (existing) {
      if (!mended && options.resume && (await beforeResume()).has(hash)) forget(row);
      else changed(row, { status: 'known', existingId: existing.id, mended });
      return;
    }
    const beside = besides.get(row.index);
    const origin = { file: identity.embedded, beside: beside ?? {} };
    const arrival: Arrival = {
      file,
      hash,
      mime,
      fileName: file.name,
      modifiedAt: file.lastModified,
      kind: mediaType(mime, file.name).kind,
      toExamine: canInspect(mime),
      uploadId: uploadId as JobId,
      uploadIndex: row.index,
      origin: options.origin ?? 'upload',
      embedded: identity.embedded,
      beside,
      values: { ...initialValues(options.fields()), ...believedValues(origin, options.fields()) },
    };
    const asset = await storeArrival(library, arrival, abort.signal);
    files.delete(row.index);
    changed(row, { status: asset.state, assetId: asset.id, failure: asset.failure });
    if (asset.state === 'stored') void look(row, asset);
  }

  function beforeResume(): Promise<Set<BlobHash>> {
    arrivedBefore ??= arrivedHashes(library, options.resume?.id as JobId);
    return arrivedBefore;
  }

  /** A file of the same folder that had arrived before the tab closed: nothing to say about it. */
  function forget(row: IntakeRow): void {
    rows.splice(rows.indexOf(row), 1);
    byIndex.delete(row.index);
    files.delete(row.index);
    options.onChange();
  }

  async function look(row: IntakeRow, asset: Asset): Promise<void> {
    examining++;
    try {
      await examine(library, asset);
      const [after] = await getAssets(library, [asset.id]);
      changed(row, { status: after?.failure ? 'failed' : 'ready', failure: after?.failure ?? null });
    } catch (error) {
      // The file is there; what was found out about it could not be kept.
      const code = codeOf(error);
      if (!isAbort(error)) changed(row, { status: 'failed', failure: code === 'no-room' ? 'no-room-previews' : code });
    } finally {
      examining--;
      settleWhenIdle();
    }
  }

  async function lookAgain(row: IntakeRow, id: AssetId): Promise<void> {
    const [asset] = await getAssets(library, [id]);
    if (!asset || isExamined(asset)) return;
    await forgetFailure(library, asset.blobHash);
    changed(row, { status: 'stored', failure: null });
    await look(row, { ...asset, state: 'stored', failure: null });
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
      changed(row, { status: 'waiting', existingId: null, mended: false });
      queue.push({ row, anyway: false });
    }
    work();
    return lost.length > 0;
  }

  const running = () => adding > 0 || readers > 0 || examining > 0 || queue.length > 0;

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
      .filter((row) => row.assetId === null && row.status !== 'known')
      // What can never arrive was said; when it is finished there is no more to say of it.
      .filter(({ failure }) => !(finished && failure && !isPassing(failure)))
      .map(({ index, name, bytes, failure }) => ({ index, name, bytes, failure }));
    await settleUpload(library, uploadId, [...missing, ...lost], { over: abort.signal.aborted, seen });
    if (finished || abort.signal.aborted) release?.();
    // Chunks are written before the row that shows them.
    const half = library.bytes.way === 'chunks' && rows.some(({ status }) => status === 'failed');
    if (half) await sweepOrphans(library);
  }

  return {
    rows,
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
      changed(row, { status: 'waiting', existingId: null });
      queue.push({ row, anyway: true });
      work();
    },
    async addAsVersion(index) {
      const row = byIndex.get(index);
      const file = files.get(index);
      if (row?.status !== 'known' || !row.existingId || !file) return;
      adding++;
      try {
        if (await takeLost([row])) return;
        const { hash, mime, embedded } = await identify(file, { signal: abort.signal });
        await mend(library, hash, file, abort.signal);
        const { kind } = mediaType(mime, file.name);
        const beside = besides.get(index);
        const version = { file, fileName: file.name, modifiedAt: file.lastModified, hash, mime, kind, beside };
        const options = { comment: '', values: {}, categoryIds: null };
        await addVersion(library, row.existingId, { ...version, toExamine: canInspect(mime), embedded }, options);
        files.delete(index);
        const [asset] = await getAssets(library, [row.existingId]);
        changed(row, { status: asset?.state ?? 'ready', assetId: row.existingId, failure: asset?.failure ?? null });
        if (asset?.state === 'stored') void look(row, asset);
      } catch (error) {
        if (!isAbort(error)) changed(row, { failure: codeOf(error) });
      } finally {
        adding--;
        settleWhenIdle();
      }
    },
    retry(index) {
      const row = byIndex.get(index);
      if (row?.assetId && row.failure) return void lookAgain(row, row.assetId);
      // A second click on what waits already asks for nothing.
      if (!row || row.assetId || row.status !== 'failed' || !files.has(index)) return;
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
      if (uploadId && !running()) await settle();
      options.onChange();
    },
    takeOff(index) {
      const idle = ({ assetId, status }: IntakeRow) => !assetId && (status === 'failed' || status === 'stopped');
      for (const row of rows.filter((each) => idle(each) && (index === 'all' || each.index === index))) forget(row);
      const off = missing.filter((each) => index === 'all' || each.index === index);
      for (const each of off) missing.splice(missing.indexOf(each), 1);
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
