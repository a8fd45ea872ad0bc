import '../ui/satchel.css';
import { render } from 'preact';
import { followTheme } from '../state/preferences';
import { catchTheRest } from '../state/run';
import { isolateByReload, watchForUpdates } from '../state/updates';
import { type AddReceived, addReceivedBy } from './files';
import { ReceiveShell } from './ui/ReceiveShell';

/**
 * The receiver's page by itself. Another page of the program is loaded anew.
 * @param addReceived what puts received files into a library
 */
export async function start(addReceived: AddReceived): Promise<void> {
  addReceivedBy(addReceived);
  catchTheRest();
  followTheme();
  if (await isolateByReload()) return;
  const app = document.getElementById('app');
  if (!app) throw new Error('index.html has no #app');
  app.textContent = '';
  render(<ReceiveShell />, app);
  void watchForUpdates();
}
