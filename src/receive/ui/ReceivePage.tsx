import { useEffect } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import type { Manifest } from '../../package/manifest';
import { run } from '../../state/run';
import { formatBytes, plural } from '../../text/format';
import { LineForm } from '../../ui/parts/LineForm';
import { addToLibrary, downloadShare, unpacking } from '../files';
import { liveReceiving } from '../live';
import {
  giveFile,
  giveLink,
  giveSecret,
  keyInHistory,
  type Receiving,
  receiving,
  startOver,
  takeHandedHere,
  takeLink,
  watchLaunches,
} from '../source';
import { LiveBox, LiveLine } from './LiveBox';
import { ReceivedFiles } from './ReceivedFiles';
import './receive.css';

/** Page "Received share": who shared what, until when, and the files. */
export function ReceivePage() {
  useEffect(() => {
    takeLink();
    watchLaunches();
    void run('What was handed over could not be read.', takeHandedHere);
    addEventListener('hashchange', takeLink);
    return () => removeEventListener('hashchange', takeLink);
  }, []);
  const state = receiving.value;
  const live = liveReceiving.value;
  return (
    <main class="page receive-page" tabIndex={-1}>
      <div class="title-row">
        <h1>Received share</h1>
      </div>
      {state.type === 'reading' && (live ? <LiveBox live={live} /> : <p class="page-empty">Opening…</p>)}
      {state.type === 'waiting' && <Waiting state={state} />}
      {state.type === 'refused' && (
        <div class="page-empty" role="alert">
          <Icon name="broken" size={28} />
          <p>
            <strong>This share is {state.word}.</strong>
          </p>
          <p>{state.text}</p>
          <Button onClick={startOver}>Open another share</Button>
        </div>
      )}
      {state.type === 'open' && <Opened manifest={state.manifest} />}
      {keyInHistory.value && state.type !== 'reading' && (
        <p class="setting-help receive-history">
          This browser’s history keeps the link that you opened, and with it the key. Where others use this browser,
          delete it there. A link that you paste into this page is kept nowhere.
        </p>
      )}
    </main>
  );
}

function Waiting({ state }: { state: Receiving & { type: 'waiting' } }) {
  const { link, file, problem } = state;
  const take = (files: FileList | null | undefined) => {
    const [first] = files ?? [];
    if (first) giveFile(first);
  };
  if ((file || link?.url || link?.meeting) && !link?.key) {
    return (
      <LineForm
        class="receive-box form"
        label={link ? 'Passphrase' : 'Passphrase, or the link or key that came with the file'}
        button="Open"
        main
        problem={problem}
        onGive={giveSecret}
      />
    );
  }
  return (
    <section
      class="receive-box drop-zone"
      aria-label="Drop the file here"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        take(event.dataTransfer?.files);
      }}
    >
      <Icon name="archive" size={28} />
      <p>
        {link
          ? 'This link opens a file that you got with it: its name ends in .zip.age. Drop it here, or'
          : 'Drop a file whose name ends in .zip.age here, or'}
      </p>
      <label class="button main file-button">
        Browse files
        <input
          class="visually-hidden"
          type="file"
          aria-label="Browse files"
          onChange={(event) => take(event.currentTarget.files)}
        />
      </label>
      <p class="setting-help">It is opened on this device and sent nowhere.</p>
      {/* Pasted, a link stands in no history. */}
      {!link && (
        <LineForm
          class="form receive-paste"
          label="Or paste a link"
          placeholder="https://"
          button="Open link"
          problem={problem}
          onGive={giveLink}
        />
      )}
    </section>
  );
}

function Opened({ manifest }: { manifest: Manifest }) {
  const { from, comment, expiresAt, files } = manifest;
  const who = [from.name, from.email].filter(Boolean).join(', ') || 'somebody who gave no name';
  const until = new Date(expiresAt).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const busy = unpacking.value !== null;
  const live = liveReceiving.value;
  return (
    <>
      <div class="receive-head">
        <h2>{manifest.name}</h2>
        <p>
          Shared by <strong>{who}</strong>. It can be opened until {until}.
        </p>
        {comment && <p class="receive-comment">{comment}</p>}
        <p class="receive-sum">
          {plural(files.length, 'file')}, {formatBytes(bytes)}
          {manifest.profile && ` · ${manifest.profile}`}
        </p>
        <div class="receive-buttons">
          <Button look="main" icon="download" disabled={busy} onClick={() => void downloadShare(manifest)}>
            Download all
          </Button>
          <Button icon="plus" disabled={busy} onClick={() => void addToLibrary(manifest)}>
            Add to my library
          </Button>
        </div>
        {live && <LiveLine live={live} />}
        {busy && <progress aria-label="Opening and checking the files" max={1} value={unpacking.value ?? 0} />}
      </div>
      <ReceivedFiles files={files} busy={busy} />
    </>
  );
}
