import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import {
  corsRule,
  forgetS3,
  forgetWebDav,
  s3Settings,
  saveS3,
  saveWebDav,
  testS3,
  testWebDav,
  watchCarriers,
  webdavSettings,
} from '../../views/carriers';
import { run } from '../../views/run';
import { copyText } from '../../views/sharing';

/** Settings → Carriers: the user's own storages. */
export function CarriersTab() {
  useEffect(() => void run('The settings of your storages could not be read.', watchCarriers), []);
  if (s3Settings.value === undefined || webdavSettings.value === undefined) return null;
  return (
    <>
      <S3Form />
      <WebDavForm />
    </>
  );
}

interface Entry {
  name: string;
  label: string;
  placeholder?: string;
  help?: string;
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

type Draft = Readonly<Record<string, string>>;

interface StorageFormProps {
  title: string;
  about: string;
  entries: readonly Entry[];
  kept: Readonly<Record<string, string | boolean>> | null;
  save: (draft: Draft) => Promise<string | undefined>;
  test: (draft: Draft) => Promise<string | undefined>;
  forget: () => Promise<void>;
  children?: ComponentChildren;
}

/** The settings of one storage: tried with what stands in the fields, kept by "Save". */
function StorageForm({ title, about, entries, kept, children, ...act }: StorageFormProps) {
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
    tell(await act.test(whole()), 'The storage works: a file was written, read and deleted.');
    setTesting(false);
  };
  const save = async () => {
    const problem = await act.save(whole());
    const secrets = Object.fromEntries(entries.flatMap(({ name, secret }) => (secret ? [[name, '']] : [])));
    if (!problem) setDraft((written) => ({ ...written, ...secrets }));
    tell(problem, 'Kept in this browser.');
  };
  const forget = async () => {
    await act.forget();
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
          kept={kept !== null}
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
        {kept && (
          <Button look="quiet" onClick={() => void forget()}>
            Forget this storage
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
  const { label, placeholder, help, secret } = entry;
  const field = {
    class: 'text-field',
    id,
    autocomplete: 'off',
    value,
    'aria-describedby': help ? `${id}-help` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  } as const;
  return (
    <div class="setting">
      <label class="setting-label" for={id}>
        {label}
      </label>
      {secret ? (
        <input type="password" placeholder={kept ? 'Kept; type to exchange it' : ''} {...field} />
      ) : (
        <input type="text" spellcheck={false} placeholder={placeholder} {...field} />
      )}
      {help && (
        <p class="setting-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
