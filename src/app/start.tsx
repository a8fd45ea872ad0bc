import { upload } from '../actions/upload';
import { askForInstallation } from '../state/ask-installation';
import { startGrid } from '../state/grid';
import { installationIsRead, loadInstallation, may, role } from '../state/installation';
import { libraryState, openTheLibrary } from '../state/library';
import { tell } from '../state/messages';
import { takeWish } from '../state/route';
import { watchForUpdates } from '../state/updates';
import { mount } from '../ui/mount';
import { Shell } from '../ui/shell/Shell';

/** The composition root: the first rows first, everything else when they are on the screen. */
export async function start(): Promise<void> {
  if (!(await mount(<Shell />))) return;
  // What the host says of roles is on its way while the library opens: rows do not wait for it, commands do.
  const asked = askForInstallation();
  await openTheLibrary();
  if (libraryState.peek().type !== 'open') return;
  void loadInstallation(asked);
  await startGrid();
  afterPaint(() => void import('./start-later').then(({ startLater }) => startLater()));
  void watchForUpdates();
  const { wish, of } = takeWish();
  await installationIsRead;
  if (!globalThis.crossOriginIsolated) {
    const originals = may('download') && role.peek().originals ? 'Originals work; most' : 'Most';
    tell(`This host or browser does not let the picture engine run. ${originals} conversions do not.`, {
      lasting: true,
    });
  }
  if (wish === 'upload' && may('upload')) void upload.run({ ids: [] });
  if (wish === 'take-files' && may('upload'))
    void import('../flows/handed-over').then(({ askAboutHandedOver }) => askAboutHandedOver(of));
  if (wish === 'no-room') void import('../flows/handed-over').then(({ tellNoRoom }) => tellNoRoom());
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
