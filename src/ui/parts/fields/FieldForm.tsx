import type { FieldValue } from '../../../domain/field';
import type { CategoryId } from '../../../domain/ids';
import { fields } from '../../../state/installation';
import { CategoryPicker } from './CategoryPicker';
import './edit.css';
import { FieldRow } from './FieldRow';
import { problemOf } from './problem';

interface FieldFormProps {
  /** Values as they were when the form opened. */
  before: Readonly<Record<string, FieldValue>>;
  /** What was changed since; undefined where what stands there is no value. */
  values: Readonly<Record<string, FieldValue | undefined>>;
  onValue: (id: string, value: FieldValue | undefined) => void;
  /** Left out where categories are asked for elsewhere. */
  chosen?: ReadonlySet<CategoryId>;
  onChosen?: (chosen: ReadonlySet<CategoryId>) => void;
  /** Whether somebody pressed "Save": what is required and empty is said from then on. */
  tried: boolean;
  suggestions: ReadonlyMap<string, readonly string[]>;
}

/** Every field of one asset, and its categories. */
export function FieldForm({ before, values, onValue, chosen, onChosen, tried, suggestions }: FieldFormProps) {
  const valueNow = (id: string) => (id in values ? values[id] : (before[id] ?? null));
  return (
    <div class={`edit-columns ${onChosen ? '' : 'fields-only'}`}>
      <div class="edit-fields">
        {fields.value.map((field) => (
          <FieldRow
            key={field.id}
            field={field}
            value={values[field.id] === undefined ? (before[field.id] ?? null) : (values[field.id] ?? null)}
            problem={field.id in values || (tried && field.required) ? problemOf(field, valueNow(field.id)) : undefined}
            suggestions={suggestions.get(field.id)}
            onChange={(value) => onValue(field.id, value)}
          />
        ))}
      </div>
      {chosen && onChosen && (
        <section class="edit-categories" aria-label="Categories of this asset">
          <h3>Categories</h3>
          <CategoryPicker chosen={chosen} onChange={onChosen} />
        </section>
      )}
    </div>
  );
}
