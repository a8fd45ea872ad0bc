import './ui/satchel.css';
import { render } from 'preact';
import { upload } from './actions/upload';
import { Shell } from './ui/shell/Shell';
import { startGrid } from './views/grid';
import { loadInstallation, may } from './views/installation';
import { libraryState, openTheLibrary } from './views/library';
import { tell } from './views/messages';
import { followTheme } from './views/preferences';
import { takeWish } from './views/route';
import { catchTheRest } from './views/run';
import { isolateByReload, watchForUpdates } from './views/updates';

/** The composition root: the first rows first, everything else when they are on the screen. */
export async function start(): Promise<void> {
  catchTheRest();
  followTheme();
  if (await isolateByReload()) return;
  const app = document.getElementById('app');
  if (!app) throw new Error('index.html has no #app');
  app.textContent = '';
  render(<Shell />, app);
  await openTheLibrary();
  if (libraryState.peek().type !== 'open') return;
  await startGrid();
  await loadInstallation();
  afterPaint(() => void import('./start-later').then(({ startLater }) => startLater()));
  if (!globalThis.crossOriginIsolated) {
    tell('This host or browser does not let the picture engine run. Originals work; most conversions do not.', {
      lasting: true,
    });
  }
  const { wish, of } = takeWish();
  if (wish === 'upload') void upload.run({ ids: [] });
  if (wish === 'take-files' && may('upload'))
    void import('./views/handed-over').then(({ askAboutHandedOver }) => askAboutHandedOver(of));
  void watchForUpdates();
}

/** When the rows are on the screen: in a tab in the background nothing is painted, so it waits half a second at most. */
function afterPaint(work: () => void): void {
  let done = false;
  const once = () => {
    if (!done) work();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 500);
}
