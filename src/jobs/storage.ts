/** What this browser offers for keeping, saving and handing over files, asked once. */
export const capabilities = {
  /** The origin's private file system, in which a zip is written outside this page's memory. */
  privateFiles: typeof navigator.storage?.getDirectory === 'function',
  savePicker: 'showSaveFilePicker' in globalThis,
  /** Connections to other browsers: WebKitGTK has none, and some policies forbid them. */
  peers: typeof RTCPeerConnection === 'function',
  estimate: typeof navigator.storage?.estimate === 'function',
} as const;

export interface Room {
  used: number;
  quota: number;
  persistent: boolean;
}

/** How much this origin uses and may use, in bytes; undefined where the browser does not say. */
export async function storageRoom(): Promise<Room | undefined> {
  if (!capabilities.estimate) return undefined;
  const [{ usage = 0, quota = 0 }, persistent] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted?.() ?? false,
  ]);
  return { used: usage, quota, persistent };
}

/** Asks the browser not to clear the library when the disk runs full. @returns whether it promised */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
