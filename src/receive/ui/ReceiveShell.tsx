import { useEffect } from 'preact/hooks';
import { isReceiveFragment } from '../../domain/share-link';
import { keepFocus } from '../../kit/focus';
import { Icon } from '../../kit/Icon';
import { offline } from '../../state/updates';
import { JobsPanel } from '../../ui/parts/corner/JobsPanel';
import { Messages } from '../../ui/parts/corner/Messages';
import { ReceivePage } from './ReceivePage';
import './receive.css';

/** What somebody sees who opens a share: the share, and a way to the program behind it. */
export function ReceiveShell() {
  useEffect(keepFocus, []);
  useEffect(() => {
    const leave = () => {
      if (!isReceiveFragment(location.hash)) location.reload();
    };
    addEventListener('hashchange', leave);
    return () => removeEventListener('hashchange', leave);
  }, []);
  return (
    <div class="receive-shell">
      <header class="top">
        <a class="brand" href="#/assets" aria-label="Satchel">
          <span class="brand-mark">
            <Icon name="images" size={15} />
          </span>
          <span>Satchel</span>
        </a>
        <span class="grow" />
        {offline.value && (
          <span class="offline" title="A share that is on this device opens without the network.">
            <Icon name="offline" /> Offline
          </span>
        )}
        <a class="button quiet" href="#/assets">
          My library
        </a>
      </header>
      <ReceivePage />
      <div class="corner">
        <Messages />
        <JobsPanel />
      </div>
    </div>
  );
}
