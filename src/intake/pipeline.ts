import { codeOf, isAbort, isPassing } from '../domain/errors';
import { askToPersist } from '../jobs/storage';
import { getAssets } from '../library/assets';
import type { Library } from '../library/library';
import type { UploadEdits } from '../library/rows';
import { settleUpload } from '../library/uploads';
import { createBatches } from './batch';
import type { Intake, IntakeOptions, IntakeRow } from './intake';
import { addKnownAsVersion } from './known-as-version';
import { createLedger } from './ledger';
import { createLooking } from './looking';
import { createNotes } from './notes';
import { createReading } from './reading';
import { type RowEvent, stepOf } from './steps';
import { createTurns } from './turns';

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
  const oneBatch = createTurns<'batch'>();
  const idleWaiters: (() => void)[] = [];
  const abort = new AbortController();
  const missing = [...(resume?.missing ?? [])];
  let adding = 0;
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
        reading.add(row, step.work === 'read-anyway');
        reading.work();
        break;
      case 'look':
      case 'look-again':
        if (row.assetId) void looking[step.work === 'look' ? 'look' : 'again'](row, row.assetId);
        break;
      case 'note': {
        const taken = ledger.unnoted(row.index);
        ledger.forget(row);
        if (taken) void inBatch(() => batches.noteAndEnter([taken], []));
        break;
      }
      case 'forget':
        ledger.forget(row);
    }
    if (row.assetId) ledger.dropFile(row.index);
    onChange();
    return true;
  }

  const { signal } = abort;
  const onDone = () => settleWhenIdle();
  const looking = createLooking(library, { happen, onDone });
  const reading = createReading(library, { ...options, ledger, notes, signal, happen, onDone });
  const batches = createBatches(library, {
    fields: options.fields,
    ledger,
    notes,
    missing,
    finished: () => finished,
    signal,
    happen,
    queue: (row) => reading.add(row, false),
  });

  /** Batches are taken in one after another: two that come at once would both begin the upload. */
  async function inBatch(batch: () => Promise<void>): Promise<void> {
    adding++;
    try {
      await oneBatch('batch', batch);
      onChange();
      reading.work();
    } finally {
      adding--;
      settleWhenIdle();
    }
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

  const running = () => adding > 0 || reading.running() || looking.running();

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
      await inBatch(() => batches.add(incoming, handles));
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
      for (const row of reading.drop()) happen(row, { type: 'stopped' });
      settleWhenIdle();
    },
    idle: () => (running() ? new Promise((resolve) => idleWaiters.push(resolve)) : Promise.resolve()),
  };
}
