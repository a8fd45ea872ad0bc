import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { formatBytes, plural } from '../../kit/format';
import { Icon } from '../../kit/Icon';
import type { Manifest } from '../../package/manifest';
import { liveReceiving } from '../../views/live-receiving';
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
} from '../../views/receive';
import { addToLibrary, downloadShare, unpacking } from '../../views/received-files';
import { run } from '../../views/run';
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
  const [secret, setSecret] = useState('');
  const id = useId();
  const { link, file, problem } = state;
  const take = (files: FileList | null | undefined) => {
    const [first] = files ?? [];
    if (first) giveFile(first);
  };
  if ((file || link?.url || link?.meeting) && !link?.key) {
    return (
      <form
        class="receive-box form"
        onSubmit={(event) => {
          event.preventDefault();
          if (secret !== '') giveSecret(secret);
        }}
      >
        <label class="label" for={id}>
          {link ? 'Passphrase' : 'Passphrase, or the link or key that came with the file'}
        </label>
        <input
          class="text-field"
          id={id}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={secret}
          onInput={(event) => setSecret(event.currentTarget.value)}
        />
        {problem && (
          <p class="field-problem" role="alert">
            {problem}
          </p>
        )}
        <Button look="main" type="submit" disabled={secret === ''}>
          Open
        </Button>
      </form>
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
      {!link && <PasteLink problem={problem} />}
    </section>
  );
}

/** The link of a share that lies elsewhere, or whose file comes after it: pasted, it stands in no history. */
function PasteLink({ problem }: { problem: string | null }) {
  const [text, setText] = useState('');
  const id = useId();
  return (
    <form
      class="form receive-paste"
      onSubmit={(event) => {
        event.preventDefault();
        giveLink(text);
      }}
    >
      <label class="label" for={id}>
        Or paste a link
      </label>
      <input
        class="text-field"
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        placeholder="https://"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" disabled={text.trim() === ''}>
        Open link
      </Button>
    </form>
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
