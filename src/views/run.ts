import { codeOf, describeError, isAbort } from '../domain/errors';
import { alertPerson } from './messages';

/**
 * Runs what somebody asked for. What goes wrong is told, with what was being done and what can be done about it; what
 * they cancelled themselves is not.
 * @param what begins the sentence: "The upload could not be finished."
 */
export async function run(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAbort(error)) alertPerson(`${what} ${describeError(codeOf(error))}`);
  }
}

/** The last net: an error that nobody caught is told, never swallowed. */
export function catchTheRest(): void {
  addEventListener('unhandledrejection', (event) => {
    if (isAbort(event.reason)) return event.preventDefault();
    alertPerson(describeError(codeOf(event.reason)));
  });
}
