import { isExamined } from '../domain/asset';
import { codeOf, isAbort } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { forgetFailure, getAssets } from '../library/assets';
import type { Library } from '../library/library';
import { examine } from './examine';
import type { IntakeRow } from './intake';
import type { RowEvent } from './steps';

interface LookingOptions {
  happen: (row: IntakeRow, event: RowEvent) => boolean;
  /** Called after each file. */
  onDone: () => void;
}

/** Has files that have arrived examined, and says in their rows what came of it. */
export function createLooking(library: Library, { happen, onDone }: LookingOptions) {
  let examining = 0;

  async function look(row: IntakeRow, id: AssetId): Promise<void> {
    examining++;
    try {
      const [asset] = await getAssets(library, [id]);
      if (asset) await examine(library, asset);
      const [after] = await getAssets(library, [id]);
      happen(row, { type: 'looked', failure: after?.failure ?? null });
    } catch (error) {
      // The file is there; what was found out about it could not be kept.
      const code = codeOf(error);
      if (!isAbort(error)) happen(row, { type: 'looked', failure: code === 'no-room' ? 'no-room-previews' : code });
    } finally {
      examining--;
      onDone();
    }
  }

  async function again(row: IntakeRow, id: AssetId): Promise<void> {
    const [asset] = await getAssets(library, [id]);
    if (!asset || isExamined(asset)) return;
    await forgetFailure(library, asset.blobHash);
    happen(row, { type: 'looks-again' });
    await look(row, id);
  }

  return { look, again, running: () => examining > 0 };
}
