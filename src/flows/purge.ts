import { purgeDue } from '../library/trash';
import { installation, isStandIn } from '../state/installation';
import { library } from '../state/library';
import { tell } from '../state/messages';
import { run } from '../state/run';

const HOUR = 60 * 60 * 1000;

/** Takes away what has been in Deleted for too long: at the start, and every hour while the page is open. */
export function watchDeleted(): void {
  const look = () =>
    navigator.locks.request('satchel-purge', { ifAvailable: true }, async (lock) => {
      if (!lock || isStandIn()) return;
      await run('Deleted could not be looked through.', async () => {
        const { purged, clockJumped } = await purgeDue(library(), installation.peek().trashDays);
        if (purged > 0) tell(`${purged.toLocaleString()} of the deleted assets went for good: their time was over.`);
        if (clockJumped) tell('This device’s clock jumped, so nothing in Deleted is taken away for now.');
      });
    });
  void look();
  setInterval(() => void look(), HOUR);
}
