import './ui/satchel.css';
import { render } from 'preact';
import { ReceiveShell } from './ui/receive/ReceiveShell';
import { followTheme } from './views/preferences';
import { catchTheRest } from './views/run';
import { isolateByReload, watchForUpdates } from './views/updates';

/** The receiver's page by itself. Another page of the program is loaded anew. */
export async function start(): Promise<void> {
  catchTheRest();
  followTheme();
  if (await isolateByReload()) return;
  const app = document.getElementById('app');
  if (!app) throw new Error('index.html has no #app');
  app.textContent = '';
  render(<ReceiveShell />, app);
  void watchForUpdates();
}
