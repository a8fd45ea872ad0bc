import { alertPerson, tell } from './messages';

/** @param done what is said when it was copied */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
  } catch {
    alertPerson('The browser did not let it be copied. Select the text and copy it with Ctrl+C.');
  }
}
