import type { Asset } from '../domain/asset';
import type { ErrorCode } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import type { IntakeRow, IntakeStatus } from './intake';
import type { SaidBeside } from './said-beside';

/** What of a row a step depends on, and changes. */
export type RowState = Pick<IntakeRow, 'status' | 'failure' | 'assetId' | 'existingId' | 'mended' | 'said'>;

/** What may happen to one file of an upload. */
export type RowEvent =
  /** A reader took it. */
  | { type: 'begun' }
  /** Its bytes are in the library now. */
  | { type: 'arrived'; asset: Pick<Asset, 'id' | 'state' | 'failure'> }
  /** The library had its bytes; or, of an upload that is gone on with, they had arrived before. */
  | { type: 'known'; existingId: AssetId; mended: boolean; said: SaidBeside | undefined; cameBefore: boolean }
  | { type: 'failed'; failure: ErrorCode }
  | { type: 'stopped' }
  /** "Add anyway". */
  | { type: 'wanted' }
  /** The asset that had its bytes is not there any more. */
  | { type: 'lost' }
  /** What its sidecar says was written into the asset. */
  | { type: 'applied' }
  /** "Add as new version", and what came of it. */
  | { type: 'versioned'; asset: Pick<Asset, 'state' | 'failure'> | undefined }
  | { type: 'not-versioned'; failure: ErrorCode }
  /** "Retry". */
  | { type: 'retried'; hasFile: boolean; isNoted: boolean }
  /** It is about to be examined once more. */
  | { type: 'looks-again' }
  /** It was examined. */
  | { type: 'looked'; failure: ErrorCode | null }
  | { type: 'taken-off' };

/** What is to be done after a step: read it, have it examined (again), have the upload expect it, or take it off the list. */
export type Work = 'read' | 'read-anyway' | 'look' | 'look-again' | 'note' | 'forget';

interface Step {
  change: Partial<RowState>;
  work: Work | null;
}

type Of<Type extends RowEvent['type']> = Extract<RowEvent, { type: Type }>;
type Steps = { [Type in RowEvent['type']]?: (row: RowState, event: Of<Type>) => Step | undefined };

const to = (change: Partial<RowState>, work: Work | null = null): Step => ({ change, work });
const READ_AGAIN = { status: 'waiting', existingId: null, said: undefined } as const;

/** "Retry" of what has failed: what arrived is examined again; what did not is read again, or noted first. */
const retried = (row: RowState, { hasFile, isNoted }: Of<'retried'>): Step | undefined => {
  if (row.assetId) return row.failure ? to({}, 'look-again') : undefined;
  if (!hasFile) return undefined;
  return isNoted ? to({ status: 'waiting', failure: null }, 'read') : to({}, 'note');
};
const takenOff = ({ assetId }: RowState) => (assetId ? undefined : to({}, 'forget'));
const examined = ({ state, failure }: Pick<Asset, 'state' | 'failure'>) => ({ status: state, failure });
const lookIfNew = ({ state }: Pick<Asset, 'state'>): Work | null => (state === 'stored' ? 'look' : null);

/** Each state of a file, and what may happen to it there; whatever else happens changes nothing. */
const STEPS: Record<IntakeStatus, Steps> = {
  waiting: {
    begun: () => to({ status: 'reading', failure: null }),
    stopped: () => to({ status: 'stopped' }),
  },
  reading: {
    arrived: (_row, { asset }) => to({ ...examined(asset), assetId: asset.id }, lookIfNew(asset)),
    known(_row, { existingId, mended, said, cameBefore }) {
      // A file of the same folder that had arrived before the tab closed: nothing to say about it.
      if (cameBefore && !mended && !said) return to({}, 'forget');
      return to({ status: 'known', existingId, mended, said });
    },
    failed: (_row, { failure }) => to({ status: 'failed', failure }),
    stopped: () => to({ status: 'stopped' }),
  },
  known: {
    wanted: () => to(READ_AGAIN, 'read-anyway'),
    lost: () => to({ ...READ_AGAIN, mended: false }, 'read'),
    versioned(row, { asset }) {
      const now = asset ?? ({ state: 'ready', failure: null } as const);
      return to({ ...examined(now), assetId: row.existingId }, lookIfNew(now));
    },
    'not-versioned': (_row, { failure }) => to({ failure }),
  },
  stored: {
    looked: (_row, { failure }) => to({ status: failure ? 'failed' : 'ready', failure }),
  },
  ready: {},
  failed: {
    retried,
    'looks-again': ({ assetId }) => (assetId ? to({ status: 'stored', failure: null }) : undefined),
    'taken-off': takenOff,
  },
  stopped: { 'taken-off': takenOff },
};

/** What happens to a file in a state; undefined where that changes nothing. A pure function: the pipeline does what it says. */
export function stepOf(row: RowState, event: RowEvent): Step | undefined {
  if (event.type === 'applied') return row.said && to({ said: { ...row.said, applied: true } });
  const step = STEPS[row.status][event.type] as ((row: RowState, event: RowEvent) => Step | undefined) | undefined;
  return step?.(row, event);
}
