import { useMemo, useState } from 'preact/hooks';
import type { Asset } from '../../domain/asset';
import { type CategoryEdit, type Edit, type FieldEdit, isNoEdit, type Mixed, summarise } from '../../domain/bulk-edit';
import { isEmpty } from '../../domain/field';
import type { CategoryId } from '../../domain/ids';
import { saveEdit } from '../../flows/edit';
import { pathOf } from '../../state/categories';
import { closeDialogOf } from '../../state/dialogs';
import { fields } from '../../state/installation';
import { FormDialog } from '../parts/FormDialog';
import { CategoryPicker } from '../parts/fields/CategoryPicker';
import { problemOf } from '../parts/fields/problem';
import { wordsOfEdits } from '../parts/fields/words';
import { BulkFieldRow } from './BulkFieldRow';
import { describeEdit } from './describe';
import type { Suggestions } from './EditDialog';
import '../parts/fields/edit.css';

interface EditManyProps {
  assets: readonly Asset[];
  title: string;
  suggestions: Suggestions;
}

type CategoryMode = 'add' | 'remove' | 'replace';
const NOTHING: Mixed = { type: 'same', value: null };

/** Every field of many assets: what is not touched stays as it is on each of them. */
export function EditMany({ assets, title, suggestions }: EditManyProps) {
  const summary = useMemo(
    () =>
      summarise(
        assets,
        fields.value.map((field) => field.id),
      ),
    [],
  );
  const having = useMemo(() => countCategories(assets), []);
  const [edits, setEdits] = useState<Record<string, FieldEdit | null>>({});
  const [mode, setMode] = useState<CategoryMode>('add');
  const [chosen, setChosen] = useState<ReadonlySet<CategoryId>>(new Set());
  const [touched, setTouched] = useState(false);

  const valid = Object.entries(edits).filter((each): each is [string, FieldEdit] => each[1] !== null);
  const edit: Edit = {
    fields: Object.fromEntries(valid),
    categories: touched ? categoryEdit(mode, [...chosen]) : null,
  };
  const problem = (id: string): string | undefined => {
    const field = fields.value.find((each) => each.id === id);
    const change = edits[id];
    if (!field || change === undefined) return undefined;
    if (change === null) return problemOf(field, undefined);
    return field.required && change.type === 'set' && isEmpty(change.value) ? `${field.label} is required.` : undefined;
  };
  const blocked = Object.keys(edits).some((id) => problem(id) !== undefined);
  const sentence = useMemo(
    () => describeEdit(edit, { assets, fields: fields.value, pathOf }),
    [JSON.stringify(edit), assets],
  );

  const save = async () => {
    const saved = await saveEdit(
      assets.map((asset) => asset.id),
      edit,
    );
    if (saved) closeDialogOf('edit');
  };

  return (
    <FormDialog
      title={title}
      class="large"
      changed={!isNoEdit(edit) || Object.values(edits).includes(null)}
      words={wordsOfEdits(edits)}
      status={blocked ? 'Something cannot be saved as it is.' : sentence}
      statusClass="edit-sentence"
      button="Save"
      blocked={blocked || isNoEdit(edit)}
      save={save}
    >
      <div class="edit-columns">
        <div class="edit-fields">
          {fields.value.map((field) => (
            <BulkFieldRow
              key={field.id}
              field={field}
              mixed={summary.get(field.id) ?? NOTHING}
              count={assets.length}
              problem={problem(field.id)}
              suggestions={suggestions.get(field.id)}
              onEdit={(change) => {
                setEdits((all) => {
                  const { [field.id]: _before, ...rest } = all;
                  return change === undefined ? rest : { ...rest, [field.id]: change };
                });
              }}
            />
          ))}
        </div>
        <section class="edit-categories" aria-label="Categories of these assets">
          <div class="field-head">
            <h3>Categories</h3>
            <span class="grow" />
            <select
              class="select mode"
              data-beside-field
              aria-label="How to change"
              title="How to change the categories"
              value={mode}
              onChange={(event) => {
                setMode(event.currentTarget.value as CategoryMode);
                setTouched(false);
                setChosen(new Set());
              }}
            >
              <option value="add">Add</option>
              <option value="remove">Remove</option>
              <option value="replace">Replace</option>
            </select>
          </div>
          <CategoryPicker
            chosen={chosen}
            having={having}
            count={assets.length}
            onChange={(next) => {
              setTouched(true);
              setChosen(next);
            }}
            onLost={(left) => {
              // "Replace" with nothing left would take every category away.
              if (left.size === 0) setTouched(false);
              setChosen(left);
            }}
          />
        </section>
      </div>
    </FormDialog>
  );
}

function countCategories(assets: readonly Asset[]): Map<CategoryId, number> {
  const counts = new Map<CategoryId, number>();
  for (const { categoryIds } of assets) for (const id of categoryIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function categoryEdit(mode: CategoryMode, ids: CategoryId[]): CategoryEdit | null {
  if (mode === 'replace') return { type: 'set', ids };
  if (ids.length === 0) return null;
  return { type: 'change', add: mode === 'add' ? ids : [], remove: mode === 'remove' ? ids : [] };
}
