import { deedWords } from '../domain/deed-words';
import { codeOf, describeError, isAbort } from '../domain/errors';
import type { UndoId } from '../domain/ids';
import type { Library } from '../library/library';
import { step } from '../library/undo';
import { library } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { run } from '../state/run';

let forgetMessage = () => {};

/** Takes the last step back. */
export async function undo(id?: UndoId): Promise<void> {
  await run('Nothing was undone.', async () => {
    const deed = await step(library(), 'undo', id);
    forgetMessage();
    if (deed) tell(`Undone: ${deedWords(deed)}.`, { action: { label: 'Redo', run: () => void redo() } });
    else if (id) tell('Something else was done since. Ctrl+Z goes back step by step.');
    else tell('There is nothing to undo.');
  });
}

/** Does again what was undone last. */
export async function redo(): Promise<void> {
  await run('Nothing was done again.', async () => {
    const deed = await step(library(), 'redo');
    tell(deed ? `Done again: ${deedWords(deed)}.` : 'There is nothing to do again.');
  });
}

/**
 * Does something that can be undone and tells it, with "Undo".
 * @param work gets the library to do it with: "Undo" in the message is about the step that it makes, whatever is done in
 * another tab at the same time
 * @param done what to tell, from what was really done; null tells nothing
 * @param failed begins the sentence where it is not: "The assets could not be deleted."
 * @returns whether it was done
 */
export async function change<Result>(
  work: (library: Library) => Promise<Result>,
  done: string | null | ((result: Result) => string | null),
  failed: string,
): Promise<boolean> {
  let made: UndoId | undefined;
  let result: Result;
  try {
    result = await work({
      ...library(),
      onStep: (id) => {
        made = id;
      },
    });
  } catch (error) {
    if (!isAbort(error)) alertPerson(`${failed} ${describeError(codeOf(error))}`);
    return false;
  }
  const id = made;
  const text = typeof done === 'function' ? done(result) : id && done;
  if (text && id) {
    // Only the last step can be undone from its message: an older one is not offered any more.
    forgetMessage();
    forgetMessage = tell(text, { action: { label: 'Undo', run: () => void undo(id) } });
  } else if (text) tell(text);
  return true;
}
