import type { Remote } from '../jobs/bridge';
import { saveFile } from '../jobs/save';
import { type RecoverySheet, type SyncApi, startSyncWorker } from '../jobs/sync';
import { LIBRARY_NAME } from '../library/library';
import { openDialog } from '../state/dialogs';
import { installation } from '../state/installation';
import { run } from '../state/run';
import { safeName } from '../text/naming';

async function asked<T>(work: (api: Remote<SyncApi>) => Promise<T>): Promise<T> {
  const bridge = startSyncWorker();
  try {
    return await bridge.call(work);
  } finally {
    bridge.end();
  }
}

/** Opens dialog "Recovery sheet": what opens the encrypted backup in a storage. */
export async function showRecoverySheet(): Promise<void> {
  await run('The recovery sheet could not be read.', async () => {
    const sheet = await asked((api) => api.recoverySheet(LIBRARY_NAME));
    if (sheet) openDialog({ type: 'recovery-sheet', sheet });
  });
}

/** Notes that somebody has it: it is asked for no more. */
export const keepSheet = (): Promise<boolean> =>
  run('This could not be kept.', () => asked((api) => api.keptSheet(LIBRARY_NAME)));

/** The sheet as a file that age and Satchel read: comments, and the key on a line of its own. */
export function saveSheet({ words, identity, library }: RecoverySheet): void {
  const name = installation.peek().name;
  const lines = [
    `# Recovery sheet of the library “${name}” (${library})`,
    '# Whoever has this, and the storage, can read everything in the backup. Keep it where nobody else looks.',
    '# In words:',
    ...[0, 6, 12, 18].map((from) => `#   ${words.slice(from, from + 6).join(' ')}`),
    identity,
  ];
  saveFile(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }), safeName(`${name} recovery sheet.txt`));
}
