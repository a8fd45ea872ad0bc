import { useMemo, useState } from 'preact/hooks';
import type { Asset } from '../../domain/asset';
import { type Edit, isNoEdit } from '../../domain/bulk-edit';
import { type Field, type FieldValue, sameValue } from '../../domain/field';
import { valuesOf } from '../../domain/field-values';
import type { CategoryId } from '../../domain/ids';
import { type Conflict, saveEdit } from '../../flows/edit';
import { closeDialogOf } from '../../state/dialogs';
import { fields } from '../../state/installation';
import { FormDialog } from '../parts/FormDialog';
import { FieldForm } from '../parts/fields/FieldForm';
import { problemOf } from '../parts/fields/problem';
import { wordsOfValues } from '../parts/fields/words';
import { Conflicts } from './Conflicts';
import type { Suggestions } from './EditDialog';
import '../parts/fields/edit.css';

interface EditOneProps {
  asset: Asset;
  title: string;
  suggestions: Suggestions;
}

/** Every field of one asset, and its categories. */
export function EditOne({ asset, title, suggestions }: EditOneProps) {
  // As it was when the dialog opened: only what differs from this was touched.
  const before = useMemo(() => valuesOf(asset), []);
  const [base, setBase] = useState(before);
  const [values, setValues] = useState<Record<string, FieldValue | undefined>>({});
  const [chosen, setChosen] = useState<ReadonlySet<CategoryId>>(new Set(asset.categoryIds));
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [tried, setTried] = useState(false);

  const now = (field: Field) => (field.id in values ? values[field.id] : (before[field.id] ?? null));
  const problems = fields.value.filter((field) => problemOf(field, now(field)) !== undefined);
  const blocking = problems.filter((field) => field.id in values || field.required);

  const editOf = (): Edit => {
    const changed = Object.entries(values).filter(
      ([id, value]) => value !== undefined && !sameValue(value, before[id] ?? null),
    );
    const sameCategories = chosen.size === asset.categoryIds.length && asset.categoryIds.every((id) => chosen.has(id));
    return {
      fields: Object.fromEntries(changed.map(([id, value]) => [id, { type: 'set', value: value as FieldValue }])),
      categories: sameCategories
        ? null
        : {
            type: 'change',
            add: [...chosen].filter((id) => !asset.categoryIds.includes(id)),
            remove: asset.categoryIds.filter((id) => !chosen.has(id)),
          },
    };
  };

  const save = async () => {
    setTried(true);
    if (blocking.length > 0) {
      document.querySelector<HTMLElement>('.edit-dialog [aria-invalid=true]')?.focus();
      return;
    }
    const found = await saveEdit([asset.id], editOf(), base);
    if (found?.length === 0) closeDialogOf('edit');
    else if (found) setConflicts(found);
  };

  return (
    <FormDialog
      title={title}
      class="large edit-dialog"
      changed={!isNoEdit(editOf()) || Object.values(values).includes(undefined)}
      words={wordsOfValues(values, before)}
      status={
        tried && blocking.length > 0
          ? `${blocking.map((field) => field.label).join(', ')} cannot be saved as it is.`
          : ''
      }
      button="Save"
      save={save}
    >
      {conflicts.length > 0 && (
        <Conflicts
          conflicts={conflicts}
          mine={values}
          onKeep={(keepMine, conflict) => {
            setBase({ ...base, [conflict.fieldId]: conflict.now });
            if (!keepMine) {
              const { [conflict.fieldId]: _dropped, ...rest } = values;
              setValues(rest);
            }
            setConflicts(conflicts.filter((each) => each.fieldId !== conflict.fieldId));
          }}
        />
      )}
      <FieldForm
        before={before}
        values={values}
        onValue={(id, value) => setValues((all) => ({ ...all, [id]: value }))}
        chosen={chosen}
        onChosen={setChosen}
        tried={tried}
        suggestions={suggestions}
      />
    </FormDialog>
  );
}
