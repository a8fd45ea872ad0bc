import { describeError } from '../domain/errors';
import { dropHandedOver, lookAtHandedOver, takeHandedOver } from '../jobs/handed-over';
import { closeDialogOf, openDialog } from '../state/dialogs';
import { alertPerson } from '../state/messages';
import { run } from '../state/run';
import { addToUpload } from './uploads';

const OVER = 'What was handed over is not here any more: it waits ten minutes at most. Hand it over again.';

/** Asks whether what was handed over is to be added. */
export async function askAboutHandedOver(id: string): Promise<void> {
  await run('What was handed over could not be read.', async () => {
    const about = await lookAtHandedOver(id);
    if (about) openDialog({ type: 'handed-over', id, about });
    else alertPerson(OVER);
  });
}

/** Says that nothing of it waits, since there was no room for it. */
export function tellNoRoom(): void {
  alertPerson(`What was handed over could not be kept. ${describeError('no-room')}`);
}

/** "Add": goes into an upload, as files that were chosen here. */
export async function addHandedOver(id: string): Promise<void> {
  await run('What was handed over could not be added.', async () => {
    const files = await takeHandedOver(id);
    closeDialogOf('handed-over');
    if (files.length === 0) return alertPerson(OVER);
    await addToUpload({
      files: files.map((file) => ({ file, path: file.name })),
      handles: [],
      systemFiles: 0,
      unreadable: [],
    });
  });
}

/** "Do not add": it is deleted. */
export async function refuseHandedOver(id: string): Promise<void> {
  closeDialogOf('handed-over');
  await run('What was handed over could not be deleted.', () => dropHandedOver(id));
}
