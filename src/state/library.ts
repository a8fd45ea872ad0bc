import { signal } from '@preact/signals';
import { AppError, codeOf, describeError, type ErrorCode } from '../domain/errors';
import { isThere, type Library, openLibrary } from '../library/library';
import { openDialogs } from './dialogs';
import { alertPerson, messages } from './messages';

export type LibraryState =
  | { type: 'opening' }
  | { type: 'blocked' }
  | { type: 'open'; library: Library }
  | { type: 'failed'; code: ErrorCode };

/** Whether the library is there, and if not, why. */
export const libraryState = signal<LibraryState>({ type: 'opening' });

/** The open library. @throws AppError where it is not open (any more), with the reason */
export function library(): Library {
  const state = libraryState.peek();
  if (state.type === 'open') return state.library;
  throw new AppError(state.type === 'failed' ? state.code : 'library-closed');
}

export async function openTheLibrary(): Promise<void> {
  let opened: Library | undefined;
  const over = (code: ErrorCode) => {
    libraryState.value = { type: 'failed', code };
    // What was told before ("Its assets are still here", with "Undo") is not true of it any more.
    messages.value = messages.peek().filter((message) => message.tone === 'alert');
    // The page says it; a dialog above it stays for what was typed into it.
    if (openDialogs.peek().length > 0) {
      const back = 'What you typed, but for passphrases and keys, is shown to you again after the reload.';
      alertPerson(`${describeError(code)} Nothing can be saved here any more. ${back}`, {
        action: { label: 'Reload', run: () => location.reload() },
      });
    }
  };
  try {
    opened = await openLibrary({
      onBlocked: () => {
        libraryState.value = { type: 'blocked' };
      },
      onSuperseded: () => over('library-newer'),
      onTerminated: () => {
        if (libraryState.peek().type !== 'open' || !opened) return;
        libraryState.value = { type: 'failed', code: 'library-closed' };
        void lookWhatIsLeft(opened).then(over);
      },
    });
    libraryState.value = { type: 'open', library: opened };
  } catch (error) {
    over(codeOf(error));
  }
}

/** Clearing goes on for a moment after the connection was closed. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 400;

const after = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms));

/**
 * What to say of a library that the browser closed: whether it is there is looked up, not believed. Chromium never answers
 * who asks while it clears, so no look is waited for long.
 */
async function lookWhatIsLeft(closed: Library): Promise<ErrorCode> {
  for (let look = 0; look < LOOKS; look++) {
    await after(BETWEEN_LOOKS_MS);
    const there = await Promise.race([isThere(closed).catch(() => undefined), after(BETWEEN_LOOKS_MS)]);
    if (there === false) return 'library-cleared';
  }
  return 'library-closed';
}
