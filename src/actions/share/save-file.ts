import type { Share } from '../../domain/share';
import { commandsOf, saveMade } from '../../sharing/commands';
import { command } from '../action';

/** The file of a share that was just made. */
export const saveFile = command<Share>({
  id: 'save-share-file',
  label: 'Save file',
  icon: 'save',
  verdict: (share) => commandsOf(share).saveFile,
  run: saveMade,
});

export const saveFileAgain = command<Share>({ ...saveFile, id: 'save-share-file-again', label: 'Save file again' });
