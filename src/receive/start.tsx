import { watchForUpdates } from '../state/updates';
import { mount } from '../ui/mount';
import { type AddReceived, addReceivedBy } from './files';
import { ReceiveShell } from './ui/ReceiveShell';

/**
 * The receiver's page by itself. Another page of the program is loaded anew.
 * @param addReceived what puts received files into a library
 */
export async function start(addReceived: AddReceived): Promise<void> {
  addReceivedBy(addReceived);
  if (await mount(<ReceiveShell />)) void watchForUpdates();
}
