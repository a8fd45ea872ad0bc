import { Button } from '../../kit/Button';
import { counts } from '../../state/grid';
import { alertPerson, tell } from '../../state/messages';
import { askToPersist, clearMadeFiles, madeFiles, room } from '../../state/room';
import { formatBytes, plural } from '../../text/format';
import './settings.css';

/** Settings → Storage: how much is kept, and whether the browser may clear it. */
export function StorageTab() {
  const cache = madeFiles.value;
  const now = room.value;
  const persist = async () => {
    const granted = await askToPersist();
    if (granted) tell('The browser will not clear your library by itself.');
    else alertPerson('The browser did not promise it. Installing Satchel as an app, or using it often, changes that.');
  };
  const clear = async () => {
    await clearMadeFiles();
    tell('The cache of made files is empty. Originals are untouched.');
  };
  return (
    <>
      <dl class="facts">
        <div>
          <dt>Assets</dt>
          <dd>
            {plural(counts.value?.living ?? 0, 'asset')}, {formatBytes(counts.value?.bytes ?? 0)} of originals
          </dd>
        </div>
        <div>
          <dt>Used</dt>
          <dd>
            {now
              ? `${formatBytes(now.used)} of the ${formatBytes(now.quota)} that this browser gives`
              : 'This browser does not say'}
          </dd>
        </div>
        <div>
          <dt>Made files</dt>
          <dd>
            {plural(cache.files, 'file')}, {formatBytes(cache.bytes)}: a cache, can be made again at any time
          </dd>
        </div>
        <div>
          <dt>Persistent</dt>
          <dd>
            {now?.persistent
              ? 'Yes: the browser does not clear it by itself'
              : 'No: when the disk runs full, the browser may clear it'}
          </dd>
        </div>
      </dl>
      <div class="setting-buttons">
        {!now?.persistent && <Button onClick={() => void persist()}>Keep it for good</Button>}
        <Button disabled={cache.files === 0} onClick={() => void clear()}>
          Empty the cache
        </Button>
      </div>
      <p class="setting-help">
        Your library is in this browser on this device only. Clearing the browser’s site data removes it.
      </p>
    </>
  );
}
