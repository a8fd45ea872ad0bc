import type { Asset } from '../domain/asset';
import { examine, examineLeftOver } from '../intake/examine';
import { renewOldPreviews } from '../intake/renew';
import { storageRoom } from '../jobs/storage';
import { forgetFailure } from '../library/assets';
import { onChange } from '../library/changes';
import { library } from '../state/library';
import { run } from '../state/run';

const MINUTE = 60_000;
/** After a change the rows are looked through this much later, and no more often. */
const REST_MS = 3000;
/** Less room than this is not worth another try. */
const WORTH_BYTES = 20_000_000;

/**
 * Has looked at what nobody has: after the start (what a closed tab left, what failed for a reason that passes, previews that an older
 * program made), after each
 * change (what undo, another version or another tab brought back), and each minute (a tab that was closed, room that was made).
 */
export function watchLeftOver(): void {
  let due = false;
  const look = (again: 'all' | 'room' | 'none') => void examineLeftOver(library(), again).catch(() => {});
  onChange((change) => {
    if (change.assets === undefined || due) return;
    due = true;
    setTimeout(() => {
      due = false;
      look('none');
    }, REST_MS);
  });
  setInterval(() => void isRoom().then((room) => look(room ? 'room' : 'none')), MINUTE);
  look('all');
  void renewOldPreviews(library()).catch(() => {});
}

async function isRoom(): Promise<boolean> {
  const room = await storageRoom().catch(() => undefined);
  return room !== undefined && room.quota - room.used > WORTH_BYTES;
}

/** "Retry" beside a reason that passes. */
export async function lookAgain(asset: Asset): Promise<void> {
  await run('It could not be looked at.', async () => {
    await forgetFailure(library(), asset.blobHash);
    await examine(library(), { ...asset, state: 'stored', failure: null });
  });
}
