import { AppError, codeOf, isAbort } from '../domain/errors';

/** Long enough for the browser to have begun reading, however large the file. */
const REVOKE_AFTER_MS = 10 * 60 * 1000;

/** Hands a file to the browser's downloads under a name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}

interface SavePickerWindow {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

/**
 * Asks where to save; must run in a click.
 * @returns null where the person changed their mind
 */
export async function askWhereToSave(suggestedName: string): Promise<FileSystemFileHandle | null> {
  try {
    return await (globalThis as unknown as SavePickerWindow).showSaveFilePicker({ suggestedName });
  } catch (error) {
    if (isAbort(error)) return null;
    throw new AppError('save-refused', { cause: error });
  }
}

/** Writes a file where the person chose. @throws AppError "save-refused", "no-room-there" */
export async function writeTo(handle: FileSystemFileHandle, file: Blob): Promise<void> {
  try {
    await file.stream().pipeTo(await handle.createWritable());
  } catch (error) {
    await removeChosen(handle);
    throw isAbort(error) ? error : new AppError(savingCode(error) ?? 'save-refused', { cause: error });
  }
}

/** "No room" about the place that the person chose, not about this browser's storage; undefined where it was something else. */
export const savingCode = (error: unknown): 'no-room-there' | undefined =>
  codeOf(error) === 'no-room' ? 'no-room-there' : undefined;

/** Takes away a file that was chosen for something that was not finished (Chromium empties it at the choice). */
export async function removeChosen(handle: FileSystemFileHandle): Promise<void> {
  if ('remove' in handle && typeof handle.remove === 'function') await handle.remove().catch(() => {});
}
