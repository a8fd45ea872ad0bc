import { signal } from '@preact/signals';
import { codeOf, type ErrorCode } from '../domain/errors';
import { type Library, openLibrary } from '../library/db';

export type LibraryState =
  | { type: 'opening' }
  | { type: 'blocked' }
  | { type: 'open'; library: Library }
  | { type: 'failed'; code: ErrorCode };

/** Whether the library is there, and if not, why. */
export const libraryState = signal<LibraryState>({ type: 'opening' });

/** The open library. @throws where it is not open: call it only from what is shown when it is */
export function library(): Library {
  const state = libraryState.peek();
  if (state.type !== 'open') throw new Error('the library is not open');
  return state.library;
}

export async function openTheLibrary(): Promise<void> {
  try {
    const opened = await openLibrary({
      onBlocked: () => {
        libraryState.value = { type: 'blocked' };
      },
      onSuperseded: () => {
        libraryState.value = { type: 'failed', code: 'library-newer' };
      },
      onTerminated: () => {
        if (libraryState.peek().type === 'open') libraryState.value = { type: 'failed', code: 'library-closed' };
      },
    });
    libraryState.value = { type: 'open', library: opened };
  } catch (error) {
    libraryState.value = { type: 'failed', code: codeOf(error) };
  }
}
