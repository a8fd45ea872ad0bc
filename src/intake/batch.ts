import { codeOf } from '../domain/errors';
import { getEmbedded } from '../library/assets';
import type { Library } from '../library/library';
import { storingError } from '../library/room';
import type { ExpectedFile, UploadEdits } from '../library/rows';
import { matchExpected } from './expected';
import { namesOfFolders } from './folders';
import type { IntakeOptions, IntakeRow } from './intake';
import type { Ledger, Taken } from './ledger';
import { findLoneSidecars, type LoneSidecar } from './lone-sidecars';
import type { Notes } from './notes';
import { saidBeside } from './said-beside';
import { takeSidecars } from './sidecars';
import type { Incoming } from './sources/incoming';
import type { RowEvent } from './steps';
import { folderOf, takeTakeout } from './takeout';

interface BatchOptions extends Pick<IntakeOptions, 'fields'> {
  ledger: Ledger;
  notes: Notes;
  /** What an earlier tab had expected; what comes is taken off it. */
  missing: ExpectedFile[];
  /** What was given when "Finish" was pressed; undefined before. */
  finished: () => { edits: UploadEdits | undefined } | undefined;
  signal: AbortSignal;
  happen: (row: IntakeRow, event: RowEvent) => boolean;
  /** Has a file wait to be read. */
  queue: (row: IntakeRow) => void;
}

/** Takes files that come together in: what belongs together is put together, and each gets its row. */
export function createBatches(library: Library, options: BatchOptions) {
  const { ledger, notes, missing, finished, signal, happen, queue } = options;

  async function add(incoming: readonly Incoming[], handles: FileSystemHandle[]): Promise<void> {
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
    const given = finished();
    if (given && fresh.length > 0) await notes.finish(given.edits).catch(() => {});
    for (const [i, each] of fresh.entries()) await enter(first + i, each);
  }

  async function enter(index: number, taken: Taken): Promise<void> {
    const row = ledger.enter(index, taken, signal.aborted ? 'stopped' : 'waiting');
    if (taken.lone) await showLone(row, taken.lone);
    else if (row.status === 'waiting') queue(row);
  }

  /** A sidecar by itself is read already: what it says is offered for the asset that it is of. */
  async function showLone(row: IntakeRow, { of, beside }: LoneSidecar): Promise<void> {
    const file = (await getEmbedded(library, of.blobHash))?.properties ?? {};
    const said = await saidBeside(library, of, { file, beside, fields: options.fields(), aloneOf: of.fileName });
    happen(row, { type: 'begun' });
    happen(row, { type: 'known', existingId: of.id, mended: false, said, cameBefore: false });
  }

  return { add, noteAndEnter };
}
