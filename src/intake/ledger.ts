import type { Beside } from '../domain/embedded';
import type { ErrorCode } from '../domain/errors';
import { type IntakeRow, type Placed, placedIn, type Resume } from './intake';
import type { LoneSidecar } from './lone-sidecars';

/** A file with what came beside it and the names of its folders. */
export interface Taken {
  file: File;
  beside: Beside | undefined;
  folders: readonly string[] | undefined;
  /** Where it is what was said of a file that came before. */
  lone?: LoneSidecar | undefined;
}

/** The rows of an upload, with the files that they are about. */
export interface Ledger {
  readonly rows: IntakeRow[];
  /** In which folders its files came, also those that have not arrived. */
  readonly placed: Map<number, Placed>;
  /** Indexes that this page can say something about: what another names stays expected. */
  readonly seen: ReadonlySet<number>;
  row(index: number): IntakeRow | undefined;
  file(index: number): File | undefined;
  beside(index: number): Beside | undefined;
  /** What the upload does not expect, since that could not be noted. */
  unnoted(index: number): Taken | undefined;
  /** Adds a row. @param status of one whose number was noted */
  enter(index: number, taken: Taken, status: 'waiting' | 'stopped'): IntakeRow;
  /** Adds a row for what could not be noted: it has a number of this page's, below 0. */
  enterUnnoted(taken: Taken, failure: ErrorCode): void;
  /** Its file is in the library: its handle is not needed any more. */
  dropFile(index: number): void;
  forget(row: IntakeRow): void;
}

export function createLedger({ missing = [], arrived = [], folders = [] }: Partial<Resume>): Ledger {
  const placed = new Map(placedIn(folders).map((each) => [each.index, each]));
  const rows: IntakeRow[] = arrived.map(({ uploadIndex, fileName, bytes, state, failure, id }) => ({
    index: uploadIndex,
    name: fileName,
    bytes,
    status: state,
    failure,
    assetId: id,
    existingId: null,
    folders: placed.get(uploadIndex)?.folders ?? [],
    fromTakeout: placed.get(uploadIndex)?.fromTakeout ?? false,
  }));
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  const seen = new Set([...missing, ...rows].map(({ index }) => index));
  const files = new Map<number, File>();
  const besides = new Map<number, Beside>();
  const unnoted = new Map<number, Taken>();
  let lastUnnoted = 0;

  function put(index: number, taken: Taken, state: Pick<IntakeRow, 'status' | 'failure'>): IntakeRow {
    const { file, beside, folders: names } = taken;
    const row: IntakeRow = {
      index,
      name: file.name,
      bytes: file.size,
      ...state,
      assetId: null,
      existingId: null,
      // A file of an earlier session may be chosen by itself now: it came in a folder then.
      folders: placed.get(index)?.folders ?? names ?? [],
      fromTakeout: placed.get(index)?.fromTakeout ?? beside?.takeout !== undefined,
    };
    if (beside) besides.set(index, beside);
    files.set(index, file);
    rows.push(row);
    byIndex.set(index, row);
    return row;
  }

  return {
    rows,
    placed,
    seen,
    row: (index) => byIndex.get(index),
    file: (index) => files.get(index),
    beside: (index) => besides.get(index),
    unnoted: (index) => unnoted.get(index),
    enter(index, taken, status) {
      const row = put(index, taken, { status, failure: null });
      placed.set(index, row);
      seen.add(index);
      return row;
    },
    enterUnnoted(taken, failure) {
      const index = --lastUnnoted;
      unnoted.set(index, taken);
      put(index, taken, { status: 'failed', failure });
    },
    dropFile: (index) => void files.delete(index),
    forget(row) {
      rows.splice(rows.indexOf(row), 1);
      byIndex.delete(row.index);
      placed.delete(row.index);
      files.delete(row.index);
      unnoted.delete(row.index);
    },
  };
}
