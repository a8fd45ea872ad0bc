import { alertPerson, tell } from './messages';

/** @param done what is said when it was copied @returns whether it was */
export async function copyText(text: string, done: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
    return true;
  } catch {
    alertPerson('The browser did not let it be copied. Select the text and copy it with Ctrl+C.');
    return false;
  }
}
