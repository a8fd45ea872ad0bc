import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { useUnsaved } from '../../kit/unsaved';
import type { Entry } from '../../share/storage';
import './settings.css';

/** What stands in the fields, by their names; of a switch whether it is on. */
type Draft = Readonly<Record<string, string | boolean>>;

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
export function StorageForm({ title, about, entries, kept, children, ...act }: StorageFormProps) {
  const { good = 'The storage works: a file was written, read and deleted.', forgetLabel = 'Forget this storage' } =
    act;
  const shown = (): Draft =>
    Object.fromEntries(entries.map((entry) => [entry.name, entry.secret ? '' : shownOf(entry, kept?.[entry.name])]));
  const [draft, setDraft] = useState<Draft>(shown);
  const [saved, setSaved] = useState(draft);
  const touched = entries.filter(({ name }) => draft[name] !== saved[name]);
  useUnsaved(
    touched.length > 0,
    touched.flatMap(({ name, label, secret, key, isSwitch }) => {
      return secret || key || isSwitch ? [] : [[`${title}: ${label}`, String(draft[name] ?? '')] as const];
    }),
  );
  const [result, setResult] = useState<{ good: boolean; text: string } | null>(null);
  const [testing, setTesting] = useState(false);
  const id = useId();
  const whole = (): Draft =>
    Object.fromEntries(
      entries.map(({ name, secret }) => [
        name,
        draft[name] || (secret ? String(kept?.[name] ?? '') : (draft[name] ?? '')),
      ]),
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
    if (!problem) {
      setDraft((written) => ({ ...written, ...secrets }));
      setSaved({ ...draft, ...secrets });
    }
    tell(problem, 'Kept in this browser.');
  };
  const forget = async () => {
    await act.forget?.();
    const empty = Object.fromEntries(entries.map((entry) => [entry.name, shownOf(entry, undefined)]));
    setDraft(empty);
    setSaved(empty);
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
          value={draft[entry.name] ?? shownOf(entry, undefined)}
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
        <Button busy={testing} onClick={() => void test()}>
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

/** How a value stands in its field. */
function shownOf({ isSwitch }: Entry, value: string | boolean | undefined): string | boolean {
  return isSwitch ? value === true : String(value ?? '');
}

interface EntryFieldProps {
  entry: Entry;
  id: string;
  kept: boolean;
  value: string | boolean;
  onValue: (value: string | boolean) => void;
}

function EntryField({ entry, id, kept, value, onValue }: EntryFieldProps) {
  if (typeof value === 'boolean') return <SwitchField {...{ entry, id, value, onValue }} />;
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

function SwitchField({ entry, id, value, onValue }: Omit<EntryFieldProps, 'kept'>) {
  return (
    <div class="setting">
      <label class="setting-switch">
        <input
          type="checkbox"
          checked={value === true}
          aria-describedby={entry.help ? `${id}-help` : undefined}
          onChange={(event) => onValue(event.currentTarget.checked)}
        />
        <span class="setting-label">{entry.label}</span>
      </label>
      {entry.help && (
        <p class="setting-help" id={`${id}-help`}>
          {entry.help}
        </p>
      )}
    </div>
  );
}
