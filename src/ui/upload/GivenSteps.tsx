import { useEffect, useState } from 'preact/hooks';
import type { FieldValue } from '../../domain/field';
import { FOLDERS_BECOME, folderPaths, foldersBecome, foldersCanBecome } from '../../flows/upload-folders';
import type { UploadSession } from '../../flows/upload-session';
import { listSuggestions } from '../../state/grid';
import { CategoryPicker } from '../parts/fields/CategoryPicker';
import { FieldForm } from '../parts/fields/FieldForm';
import './upload.css';

/** Step "Categories": for all files of the batch. */
export function CategoriesStep({ session }: { session: UploadSession }) {
  const given = session.given.value;
  return (
    <section class="given" aria-label="Categories of these files">
      <FoldersChoice session={session} />
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

/** How many folders are named; the others are counted. */
const MOST_FOLDERS = 5;

/** What the folders become that the files came in; nothing where they came in none. */
function FoldersChoice({ session }: { session: UploadSession }) {
  session.revision.value;
  const { placed } = session.intake;
  const paths = folderPaths(placed);
  if (paths.length === 0) return null;
  const become = foldersBecome(session.given.value, placed);
  const names = paths.slice(0, MOST_FOLDERS).map((path) => path.join(' › '));
  const more = paths.length - names.length;
  return (
    <div class="folders-become">
      <label for="folders-become">Folders become</label>
      <select
        id="folders-become"
        class="select"
        value={become}
        aria-describedby="folders-become-which"
        onChange={(event) => {
          const folders = foldersCanBecome().find((each) => each === event.currentTarget.value);
          session.given.value = { ...session.given.peek(), folders };
        }}
      >
        {foldersCanBecome().map((each) => (
          <option key={each} value={each}>
            {FOLDERS_BECOME[each]}
          </option>
        ))}
      </select>
      <p id="folders-become-which" class="upload-note">
        {names.join(', ')}
        {more > 0 && ` and ${more.toLocaleString()} more`}
      </p>
    </div>
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
          {session.intake.rows
            .filter(({ index }) => index >= 0)
            .slice(0, MOST_NAMES)
            .map((row) => (
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
