import type { Share } from '../../domain/share';
import { commandsOf, saveMade } from '../../sharing/commands';
import { command } from '../action';

export const saveFile = command<Share>({
  id: 'save-share-file',
  label: 'Save file again',
  icon: 'save',
  verdict: (share) => commandsOf(share).saveFile,
  run: saveMade,
});
