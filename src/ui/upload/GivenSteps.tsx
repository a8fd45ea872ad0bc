import { useEffect, useState } from 'preact/hooks';
import type { FieldValue } from '../../domain/field';
import { listSuggestions } from '../../views/grid';
import type { UploadSession } from '../../views/uploads';
import { CategoryPicker } from '../edit/CategoryPicker';
import { FieldForm } from '../edit/FieldForm';

/** Step "Categories": for all files of the batch. */
export function CategoriesStep({ session }: { session: UploadSession }) {
  const given = session.given.value;
  return (
    <section class="given" aria-label="Categories of these files">
      <p class="upload-note">All files of this upload are put into the categories that you choose.</p>
      <CategoryPicker
        chosen={given.categories}
        onChange={(categories) => {
          session.given.value = { ...session.given.peek(), categories };
        }}
      />
    </section>
  );
}

const NOTHING: Readonly<Record<string, FieldValue>> = {};
const ALL = -1;
/** More files than this are better found and edited in "Assets". */
const MOST_NAMES = 500;

/** Step "Metadata": for all files of the batch, or for a single one that differs. */
export function MetadataStep({ session }: { session: UploadSession }) {
  const [target, setTarget] = useState(ALL);
  const [suggestions, setSuggestions] = useState<ReadonlyMap<string, string[]>>(new Map());
  useEffect(() => {
    void listSuggestions().then(setSuggestions);
  }, []);
  session.revision.value;
  const given = session.given.value;
  const single = given.single.get(target) ?? NOTHING;
  const change = (id: string, value: FieldValue | undefined) => {
    const now = session.given.peek();
    if (target === ALL) session.given.value = { ...now, values: { ...now.values, [id]: value } };
    else {
      const next = new Map(now.single);
      next.set(target, { ...next.get(target), [id]: value });
      session.given.value = { ...now, single: next };
    }
  };
  return (
    <section class="given" aria-label="Metadata of these files">
      <div class="given-target">
        <select
          class="select"
          aria-label="Metadata for"
          value={String(target)}
          onChange={(event) => setTarget(Number(event.currentTarget.value))}
        >
          <option value={String(ALL)}>All files</option>
          {session.intake.rows.slice(0, MOST_NAMES).map((row) => (
            <option key={row.index} value={String(row.index)}>
              {row.name}
            </option>
          ))}
        </select>
        <p class="upload-note">
          {target === ALL
            ? 'What you write here goes to every file. What you leave empty stays as the files say it.'
            : 'What you write here goes to this file only.'}
        </p>
      </div>
      <FieldForm
        key={target}
        before={target === ALL ? NOTHING : definedOf(given.values)}
        values={target === ALL ? given.values : single}
        onValue={change}
        tried={false}
        suggestions={suggestions}
      />
    </section>
  );
}

function definedOf(values: Readonly<Record<string, FieldValue | undefined>>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(values).filter((each): each is [string, FieldValue] => each[1] !== undefined),
  );
}
