import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { corsRule, forgetS3, s3Settings, saveS3, testS3, watchCarriers } from '../../views/carriers';
import { run } from '../../views/run';
import { copyText } from '../../views/sharing';

const EMPTY = {
  endpoint: '',
  region: 'us-east-1',
  bucket: '',
  accessKeyId: '',
  secretAccessKey: '',
  publicRead: false,
};
type Draft = typeof EMPTY;

const FIELDS = [
  ['endpoint', 'Endpoint', 'https://s3.eu-central-1.amazonaws.com', 'Where the storage answers, without the bucket.'],
  ['region', 'Region', 'eu-central-1', 'As the storage calls it; “auto” or “us-east-1” where it has none.'],
  ['bucket', 'Bucket', 'my-shares', ''],
  ['accessKeyId', 'Access key', '', 'A key that may write, read and delete in this bucket, and nothing else.'],
] as const;

/** Settings → Carriers: the user's own storages. */
export function CarriersTab() {
  useEffect(() => void run('The settings of your storages could not be read.', watchCarriers), []);
  const kept = s3Settings.value;
  if (kept === undefined) return null;
  return <S3Form kept={kept !== null} before={kept ? { ...kept, secretAccessKey: '' } : EMPTY} />;
}

function S3Form({ kept, before }: { kept: boolean; before: Draft }) {
  const [draft, setDraft] = useState<Draft>(before);
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null);
  const [testing, setTesting] = useState(false);
  const id = useId();
  // An empty secret leaves the kept one: it is never shown again.
  const whole = () => ({
    ...draft,
    secretAccessKey: draft.secretAccessKey || (s3Settings.peek()?.secretAccessKey ?? ''),
  });
  const set = (change: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...change }));
    setResult(null);
  };
  const test = async () => {
    setTesting(true);
    setResult(null);
    const problem = await testS3(whole());
    setTesting(false);
    setResult(
      problem
        ? { good: false, text: problem }
        : { good: true, text: 'The storage works: a file was written, read and deleted.' },
    );
  };
  const save = async () => {
    const problem = await saveS3(whole());
    if (!problem) setDraft((written) => ({ ...written, secretAccessKey: '' }));
    setResult(problem ? { good: false, text: problem } : { good: true, text: 'Kept in this browser.' });
  };
  return (
    <section class="carrier-form" aria-label="Own storage (S3)">
      <h2>Own storage (S3)</h2>
      <p class="setting-help">
        Any storage that speaks S3: Amazon, Backblaze, Cloudflare R2, MinIO, Garage and others. Only this browser knows
        the secret; it is sent nowhere but to the storage, as a signature, and is in no backup.
      </p>
      {FIELDS.map(([name, label, placeholder, help]) => (
        <div key={name} class="setting">
          <label class="setting-label" for={`${id}-${name}`}>
            {label}
          </label>
          <input
            class="text-field"
            id={`${id}-${name}`}
            type="text"
            autocomplete="off"
            spellcheck={false}
            placeholder={placeholder}
            aria-describedby={help ? `${id}-${name}-help` : undefined}
            value={draft[name]}
            onInput={(event) => set({ [name]: event.currentTarget.value })}
          />
          {help && (
            <p class="setting-help" id={`${id}-${name}-help`}>
              {help}
            </p>
          )}
        </div>
      ))}
      <label class="setting">
        <span class="setting-label">Secret key</span>
        <input
          class="text-field"
          type="password"
          autocomplete="off"
          placeholder={kept ? 'Kept; type to exchange it' : ''}
          value={draft.secretAccessKey}
          onInput={(event) => set({ secretAccessKey: event.currentTarget.value })}
        />
      </label>
      <div class="setting">
        <label class="setting-switch">
          <input
            type="checkbox"
            checked={draft.publicRead}
            aria-describedby={id}
            onChange={(event) => set({ publicRead: event.currentTarget.checked })}
          />
          <span class="setting-label">Anybody may read this bucket</span>
        </label>
        <p class="setting-help" id={id}>
          Then links need no signature and may live longer than 7 days. The files are encrypted, and nobody guesses
          their names.
        </p>
      </div>
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
          <Button look="quiet" onClick={() => void forgetS3().then(() => set(EMPTY))}>
            Forget this storage
          </Button>
        )}
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
    </section>
  );
}
