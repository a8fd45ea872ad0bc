import { codeOf, describeError, isAbort } from '../domain/errors';
import type { UndoId } from '../domain/ids';
import { step, undoState } from '../library/undo';
import { library } from './library';
import { alertPerson, tell } from './messages';
import { run } from './run';

let forgetMessage = () => {};

/** Takes the last step back. */
export async function undo(id?: UndoId): Promise<void> {
  await run('Nothing was undone.', async () => {
    const what = await step(library(), 'undo', id);
    forgetMessage();
    if (what) tell(`Undone: ${what}.`, { action: { label: 'Redo', run: () => void redo() } });
    else if (id) tell('Something else was done since. Ctrl+Z goes back step by step.');
    else tell('There is nothing to undo.');
  });
}

/** Does again what was undone last. */
export async function redo(): Promise<void> {
  await run('Nothing was done again.', async () => {
    const what = await step(library(), 'redo');
    tell(what ? `Done again: ${what}.` : 'There is nothing to do again.');
  });
}

/**
 * Does something that can be undone and tells it, with "Undo".
 * @param done what to tell when it is done; null tells nothing
 * @param failed begins the sentence where it is not: "The assets could not be deleted."
 * @returns whether it was done
 */
export async function change(work: () => Promise<void>, done: string | null, failed: string): Promise<boolean> {
  const before = (await undoState(library())).undo?.id;
  try {
    await work();
  } catch (error) {
    if (!isAbort(error)) alertPerson(`${failed} ${describeError(codeOf(error))}`);
    return false;
  }
  const made = (await undoState(library())).undo?.id;
  if (done && made && made !== before) {
    // Only the last step can be undone from its message: an older one is not offered any more.
    forgetMessage();
    forgetMessage = tell(done, { action: { label: 'Undo', run: () => void undo(made) } });
  }
  return true;
}
