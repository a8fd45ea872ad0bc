import './frame.css';
import { type ComponentChild, render } from 'preact';
import { followTheme } from '../state/preferences';
import { catchTheRest } from '../state/run';
import { isolateByReload } from '../state/updates';

/**
 * What both programs begin with: the last net for errors, the theme, isolation, and the page.
 * @returns false where the page is about to be loaded anew for isolation, and nothing more is to be done
 */
export async function mount(page: ComponentChild): Promise<boolean> {
  catchTheRest();
  followTheme();
  if (await isolateByReload()) return false;
  const app = document.getElementById('app');
  if (!app) throw new Error('index.html has no #app');
  app.textContent = '';
  render(page, app);
  return true;
}
