import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import type { LiveSettings } from '../../share/live/settings';
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
} from '../../views/carriers';
import { copyText } from '../../views/copy';
import { testLive } from '../../views/live-test';
import { run } from '../../views/run';

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

interface Entry {
  name: string;
  label: string;
  placeholder?: string;
  help?: string;
  /** Several, one a line. */
  lines?: true;
  /** Never shown again: an empty field leaves the one that is kept. */
  secret?: true;
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
      save={(draft) => saveS3(whole(draft))}
      test={(draft) => testS3(whole(draft))}
      forget={forgetS3}
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
      <details class="file-details">
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

type Draft = Readonly<Record<string, string>>;

interface StorageFormProps {
  title: string;
  about: string;
  entries: readonly Entry[];
  kept: Readonly<Record<string, string | boolean>> | null;
  save: (draft: Draft) => Promise<string | undefined>;
  test: (draft: Draft) => Promise<string | undefined>;
  /** What is said where all is well. */
  good?: string;
  /** Undefined where there is nothing to forget. */
  forget: (() => Promise<void>) | undefined;
  forgetLabel?: string;
  children?: ComponentChildren;
}

/** The settings of one storage: tried with what stands in the fields, kept by "Save". */
function StorageForm({ title, about, entries, kept, children, ...act }: StorageFormProps) {
  const { good = 'The storage works: a file was written, read and deleted.', forgetLabel = 'Forget this storage' } =
    act;
  const shown = (): Draft =>
    Object.fromEntries(entries.map(({ name, secret }) => [name, secret ? '' : String(kept?.[name] ?? '')]));
  const [draft, setDraft] = useState<Draft>(shown);
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null);
  const [testing, setTesting] = useState(false);
  const id = useId();
  const whole = (): Draft =>
    Object.fromEntries(
      entries.map(({ name, secret }) => [name, draft[name] || (secret ? String(kept?.[name] ?? '') : '')]),
    );
  const tell = (problem: string | undefined, good: string) =>
    setResult(problem ? { good: false, text: problem } : { good: true, text: good });
  const test = async () => {
    setTesting(true);
    setResult(null);
    tell(await act.test(whole()), good);
    setTesting(false);
  };
  const save = async () => {
    const problem = await act.save(whole());
    const secrets = Object.fromEntries(entries.flatMap(({ name, secret }) => (secret ? [[name, '']] : [])));
    if (!problem) setDraft((written) => ({ ...written, ...secrets }));
    tell(problem, 'Kept in this browser.');
  };
  const forget = async () => {
    await act.forget?.();
    setDraft(Object.fromEntries(entries.map(({ name }) => [name, ''])));
    setResult(null);
  };
  return (
    <section class="carrier-form" aria-label={title}>
      <h2>{title}</h2>
      <p class="setting-help">{about}</p>
      {entries.map((entry) => (
        <EntryField
          key={entry.name}
          entry={entry}
          id={`${id}-${entry.name}`}
          kept={Boolean(kept?.[entry.name])}
          value={draft[entry.name] ?? ''}
          onValue={(value) => {
            setDraft((before) => ({ ...before, [entry.name]: value }));
            setResult(null);
          }}
        />
      ))}
      {children}
      {result && (
        <p class={result.good ? 'field-good' : 'field-problem'} role={result.good ? 'status' : 'alert'}>
          {result.text}
        </p>
      )}
      <div class="carrier-buttons">
        <Button look="main" onClick={() => void save()}>
          Save
        </Button>
        <Button disabled={testing} onClick={() => void test()}>
          {testing ? 'Testing…' : 'Test'}
        </Button>
        {kept && act.forget && (
          <Button look="quiet" onClick={() => void forget()}>
            {forgetLabel}
          </Button>
        )}
      </div>
    </section>
  );
}

interface EntryFieldProps {
  entry: Entry;
  id: string;
  kept: boolean;
  value: string;
  onValue: (value: string) => void;
}

function EntryField({ entry, id, kept, value, onValue }: EntryFieldProps) {
  const { label, placeholder, help, lines, secret } = entry;
  const field = {
    class: 'text-field',
    id,
    autocomplete: 'off',
    value,
    'aria-describedby': help ? `${id}-help` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onValue(event.currentTarget.value),
  } as const;
  const plain = lines ? (
    <textarea rows={2} spellcheck={false} placeholder={placeholder} {...field} />
  ) : (
    <input type="text" spellcheck={false} placeholder={placeholder} {...field} />
  );
  return (
    <div class="setting">
      <label class="setting-label" for={id}>
        {label}
      </label>
      {secret ? <input type="password" placeholder={kept ? 'Kept; type to exchange it' : ''} {...field} /> : plain}
      {help && (
        <p class="setting-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
