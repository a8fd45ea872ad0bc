import { type Asset, isExamined } from '../domain/asset';
import { codeOf, isAbort } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { forgetFailure, getAssets } from '../library/assets';
import type { Library } from '../library/library';
import { examine } from './examine';
import type { IntakeRow } from './intake';

interface LookingOptions {
  changed: (row: IntakeRow, change: Partial<IntakeRow>) => void;
  /** Called after each file. */
  onDone: () => void;
}

/** Has files that have arrived examined, and says in their rows what came of it. */
export function createLooking(library: Library, { changed, onDone }: LookingOptions) {
  let examining = 0;

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
      onDone();
    }
  }

  async function again(row: IntakeRow, id: AssetId): Promise<void> {
    const [asset] = await getAssets(library, [id]);
    if (!asset || isExamined(asset)) return;
    await forgetFailure(library, asset.blobHash);
    changed(row, { status: 'stored', failure: null });
    await look(row, { ...asset, state: 'stored', failure: null });
  }

  return { look, again, running: () => examining > 0 };
}
