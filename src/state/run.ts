import { codeOf, describeError, isAbort } from '../domain/errors';
import { libraryState } from './library';
import { alertPerson } from './messages';

/**
 * Runs what somebody asked for. What goes wrong is told, with what was being done and what can be done about it; what
 * they cancelled themselves is not.
 * @param what begins the sentence: "The upload could not be finished."
 * @returns whether it was done
 */
export async function run(what: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isAbort(error)) alertPerson(`${what} ${describeError(codeOf(error))}`);
    return false;
  }
}

/** The last net: an error that nobody caught is told, never swallowed. */
export function catchTheRest(): void {
  addEventListener('unhandledrejection', (event) => {
    const code = codeOf(event.reason);
    // Where the library went, the page itself says so.
    const said = libraryState.peek().type === 'failed' && code.startsWith('library-');
    if (isAbort(event.reason) || said) return event.preventDefault();
    alertPerson(describeError(code));
  });
}
