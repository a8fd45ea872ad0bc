import { titleOf } from '../../domain/asset';
import { checkEveryOriginal } from '../../flows/integrity';
import { Button } from '../../kit/Button';
import { openDialog } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { type Checked, checkProgress, integrity, space } from '../../state/integrity';
import { alertPerson, tell } from '../../state/messages';
import { askToPersist, clearMadeFiles, madeFiles, room } from '../../state/room';
import { formatBytes, formatDateTime, formatNumber, plural } from '../../text/format';
import { DuplicatesPart } from './DuplicatesPart';
import './settings.css';

/** Settings → Storage: how much is kept and what takes the space, whether every original is as it came, and whether the browser may clear it. */
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
      <Integrity />
      <DuplicatesPart />
      <Space />
      <p class="setting-help">
        Your library is in this browser on this device only. Clearing the browser’s site data removes it: a backup keeps
        it safe.
      </p>
    </>
  );
}

/** "Check every original", and what is damaged. */
function Integrity() {
  const progress = checkProgress.value;
  const checked = integrity.value;
  return (
    <section class="setting" aria-label="Originals">
      <h2 class="setting-label">Are the originals whole?</h2>
      <p class="setting-help">
        Every byte is read again and compared with the hash that it was stored under. It goes on in the background, and
        after a closed tab.
      </p>
      <Button disabled={progress !== null} onClick={() => void checkEveryOriginal()}>
        Check every original
      </Button>
      {progress && <progress aria-label="Checking originals" max={progress.of} value={progress.done} />}
      {checked && !progress && <p role="status">{resultOf(checked)}</p>}
      {checked && checked.assets.length > 0 && (
        <>
          <p>
            Add the same file again by any way, and it is mended: it is known by its bytes. Or restore a backup; what is
            whole stays as it is.
          </p>
          <ul class="storage-list" aria-label="Damaged or missing">
            {checked.assets.map(({ hash, asset }) => (
              <li key={hash + asset.id}>
                <button type="button" class="storage-open" onClick={() => openDialog({ type: 'viewer', id: asset.id })}>
                  {titleOf(asset)}
                </button>
                <span>
                  {asset.fileName}, {formatBytes(asset.bytes)}
                  {asset.blobHash !== hash && ': an older version'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function resultOf({ endedAt, files, damaged }: Checked): string {
  if (endedAt === 0) return 'The check was broken off, and goes on with the next start.';
  const when = `Checked on ${formatDateTime(endedAt)}: ${plural(files, 'file')}`;
  if (damaged.length === 0) return `${when}, every byte is as it came.`;
  return `${when}, ${formatNumber(damaged.length)} damaged or missing.`;
}

/** What takes the space, and which assets most of it. */
function Space() {
  const { value } = space;
  if (!value) return null;
  const lines: [label: string, bytes: number, what: string][] = [
    ...value.originals.map(({ kind, assets, bytes }): [string, number, string] => [
      KINDS[kind],
      bytes,
      plural(assets, 'asset'),
    ]),
    ['Older versions', value.versions, ''],
    ['In Deleted', value.deleted, ''],
    ['Previews', value.previews, 'about'],
    ['Made files', madeFiles.value.bytes, `${plural(madeFiles.value.files, 'file')}: a cache`],
  ];
  return (
    <>
      <section class="setting" aria-label="What takes the space">
        <h2 class="setting-label">What takes the space</h2>
        <table class="table storage-table">
          <tbody>
            {lines
              .filter(([, bytes]) => bytes > 0)
              .map(([label, bytes, what]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{formatBytes(bytes)}</td>
                  <td>{what}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {value.largest.length > 0 && (
        <section class="setting" aria-label="The largest">
          <h2 class="setting-label">The largest assets</h2>
          <ul class="storage-list" aria-label="Largest assets">
            {value.largest.map((asset) => (
              <li key={asset.id}>
                <button type="button" class="storage-open" onClick={() => openDialog({ type: 'viewer', id: asset.id })}>
                  {titleOf(asset)}
                </button>
                <span>{formatBytes(asset.bytes)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const KINDS = {
  image: 'Pictures',
  vector: 'Drawings',
  document: 'Documents',
  video: 'Films',
  audio: 'Sound',
  archive: 'Archives',
  other: 'Other files',
} as const;
