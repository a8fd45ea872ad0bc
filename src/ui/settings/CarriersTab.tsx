import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import type { LiveSettings } from '../../share/live/settings';
import { testLive } from '../../sharing/live-test';
import {
  corsRule,
  forgetLive,
  forgetS3,
  forgetWebDav,
  liveSettings,
  ownLiveSettings,
  s3Settings,
  saveLive,
  saveS3,
  saveWebDav,
  testS3,
  testWebDav,
  watchCarriers,
  webdavSettings,
} from '../../sharing/storages';
import { copyText } from '../../state/copy';
import { run } from '../../state/run';
import { type Draft, type Entry, StorageForm } from './StorageForm';
import './settings.css';
import '../parts/details.css';

/** Settings → Carriers: the user's own storages. */
export function CarriersTab() {
  useEffect(() => void run('The settings of your storages could not be read.', watchCarriers), []);
  const live = liveSettings.value;
  if (s3Settings.value === undefined || webdavSettings.value === undefined || live === undefined) return null;
  return (
    <>
      <S3Form />
      <WebDavForm />
      <LiveForm settings={live} />
    </>
  );
}

const S3_ENTRIES: readonly Entry[] = [
  {
    name: 'endpoint',
    label: 'Endpoint',
    placeholder: 'https://s3.eu-central-1.amazonaws.com',
    help: 'Where the storage answers, without the bucket.',
  },
  {
    name: 'region',
    label: 'Region',
    placeholder: 'eu-central-1',
    help: 'As the storage calls it; “auto” or “us-east-1” where it has none.',
  },
  { name: 'bucket', label: 'Bucket', placeholder: 'my-shares' },
  {
    name: 'accessKeyId',
    label: 'Access key',
    key: true,
    help: 'A key that may write, read and delete in this bucket, and nothing else.',
  },
  { name: 'secretAccessKey', label: 'Secret key', secret: true },
];

const PUBLIC =
  'Then links need no signature and may live longer than 7 days. The files are encrypted, and nobody guesses their names.';

function S3Form() {
  const kept = s3Settings.value ?? null;
  const [publicRead, setPublicRead] = useState(kept?.publicRead ?? false);
  const id = useId();
  const whole = (draft: Draft) => ({ ...draft, publicRead });
  return (
    <StorageForm
      title="Own storage (S3)"
      about="Any storage that speaks S3: Amazon, Backblaze, Cloudflare R2, MinIO, Garage and others. Only this browser knows the secret; it is sent nowhere but to the storage, as a signature, and is in no backup."
      entries={S3_ENTRIES}
      kept={kept && { ...kept }}
      changed={publicRead !== (kept?.publicRead ?? false)}
      save={(draft) => saveS3(whole(draft))}
      test={(draft) => testS3(whole(draft))}
      forget={async () => {
        await forgetS3();
        setPublicRead(false);
      }}
    >
      <div class="setting">
        <label class="setting-switch">
          <input
            type="checkbox"
            checked={publicRead}
            aria-describedby={id}
            onChange={(event) => setPublicRead(event.currentTarget.checked)}
          />
          <span class="setting-label">Anybody may read this bucket</span>
        </label>
        <p class="setting-help" id={id}>
          {PUBLIC}
        </p>
      </div>
      <details class="details-part">
        <summary>The CORS rule that the bucket needs</summary>
        <p class="setting-help">
          Paste it in the bucket’s permissions, so that this page may use it and recipients may fetch from it.
        </p>
        <pre class="cors-rule">{corsRule()}</pre>
        <Button icon="copy" onClick={() => void copyText(corsRule(), 'The rule was copied.')}>
          Copy the rule
        </Button>
      </details>
    </StorageForm>
  );
}

const WEBDAV_ENTRIES: readonly Entry[] = [
  { name: 'folder', label: 'Folder', placeholder: 'https://dav.example.org/shares', help: 'An existing folder.' },
  { name: 'user', label: 'User' },
  { name: 'password', label: 'Password', secret: true },
  {
    name: 'publicFolder',
    label: 'Public address',
    placeholder: 'https://files.example.org/shares',
    help: 'Where anybody reads what lies in the folder. Empty where that is the same address.',
  },
];

function WebDavForm() {
  const kept = webdavSettings.value ?? null;
  return (
    <StorageForm
      title="Own storage (WebDAV)"
      about="The server must answer pages of other origins (CORS: methods GET, PUT and DELETE, header Authorization) and let anybody read the folder. Nextcloud as it is delivered answers no other pages."
      entries={WEBDAV_ENTRIES}
      kept={kept && { ...kept }}
      save={saveWebDav}
      test={testWebDav}
      forget={forgetWebDav}
    />
  );
}

const LIVE_ENTRIES: readonly Entry[] = [
  {
    name: 'relays',
    label: 'Relays',
    lines: true,
    placeholder: 'wss://tracker.example.org',
    help: 'Where browsers find each other, one a line: BitTorrent trackers that speak WebSocket. Only sealed text goes through them, never the files; they see the addresses of both devices. Without any, codes do it.',
  },
  {
    name: 'stun',
    label: 'STUN servers',
    lines: true,
    placeholder: 'stun:stun.example.org:3478',
    help: 'They tell a browser its address on the internet: needed where the two are not in one network.',
  },
  {
    name: 'turn',
    label: 'TURN server',
    placeholder: 'turn:turn.example.org:3478',
    help: 'Passes the encrypted bytes on where there is no direct way. It is not told to recipients.',
  },
  { name: 'turnUser', label: 'TURN user' },
  { name: 'turnPassword', label: 'TURN password', secret: true },
];

function LiveForm({ settings }: { settings: LiveSettings }) {
  const own = ownLiveSettings.value;
  return (
    <StorageForm
      title="Live"
      about="Nothing of this is needed between two devices in one network."
      entries={LIVE_ENTRIES}
      kept={{ ...settings, relays: settings.relays.join('\n'), stun: settings.stun.join('\n') }}
      good="Every address answers."
      save={saveLive}
      test={testLive}
      forget={own ? forgetLive : undefined}
      forgetLabel="Forget these addresses"
    />
  );
}
