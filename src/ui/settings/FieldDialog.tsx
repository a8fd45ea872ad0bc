import { useId, useState } from 'preact/hooks';
import { FIELD_TYPES, type Field } from '../../domain/field';
import { FIELDS } from '../../fields';
import { Line } from '../../kit/Line';
import { typedInto } from '../../kit/unsaved';
import { closeDialogOf } from '../../state/dialogs';
import { allFields, saveField } from '../../state/installation';
import { FormDialog } from '../parts/FormDialog';
import { FieldRow } from '../parts/fields/FieldRow';

const PROPERTY = /^[A-Za-z][\w.-]*:[A-Za-z][\w.-]*$/;

/** What a field is: its name, type, help, choices, default, and the properties of files that it is read from. */
export function FieldDialog({ field: before }: { field: Field }) {
  const [field, setField] = useState(before);
  const [options, setOptions] = useState(before.options.join('\n'));
  const [properties, setProperties] = useState(before.properties.join(', '));
  const type = useId();
  const isNew = before.label === '';
  const hasOptions = field.type === 'choice' || field.type === 'choices';
  const named = properties.split(/[,\s]+/).filter((name) => name !== '');
  const wrong = named.find((name) => !PROPERTY.test(name));
  const taken = allFields.value.some(
    (each) => each.id !== field.id && each.label.toLowerCase() === field.label.trim().toLowerCase(),
  );
  const lines = [...new Set(options.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const problem =
    field.label.trim() === ''
      ? ''
      : taken
        ? 'Another field has this name.'
        : wrong
          ? `“${wrong}” is no property. Write it as dc:title, iptc:City or exif:Artist.`
          : hasOptions && lines.length === 0
            ? 'A choice needs at least one option.'
            : '';
  const ready = field.label.trim() !== '' && problem === '';
  const changed =
    JSON.stringify(field) !== JSON.stringify(before) ||
    options !== before.options.join('\n') ||
    properties !== before.properties.join(', ');
  const save = async () => {
    const label = field.label.trim();
    const kept = await saveField({ ...field, label, options: hasOptions ? lines : [], properties: named });
    if (kept) closeDialogOf('field');
  };
  const edit = (change: Partial<Field>) => setField({ ...field, ...change });
  return (
    <FormDialog
      title={isNew ? 'New field' : `Edit field ${before.label}`}
      changed={changed}
      words={typedInto([
        ['Name', before.label, field.label],
        ['Choices', before.options.join('\n'), options],
        ['Help text', before.help, field.help],
        ['Properties of files', before.properties.join(', '), properties],
      ])}
      status={problem}
      statusClass="field-problem"
      button="Save"
      blocked={!ready}
      save={save}
    >
      <div class="form">
        <Line label="Name" value={field.label} maxLength={100} onValue={(label) => edit({ label })} />
        <label class="label" for={type}>
          Type
        </label>
        <select
          class="select"
          id={type}
          value={field.type}
          disabled={!isNew}
          onChange={(event) => {
            const chosen = FIELD_TYPES.find((each) => each === event.currentTarget.value);
            if (chosen) edit({ type: chosen, initial: null });
          }}
        >
          {FIELD_TYPES.map((each) => (
            <option key={each} value={each}>
              {FIELDS[each].label}
            </option>
          ))}
        </select>
        {hasOptions && <Line label="Choices, one a line" rows={4} value={options} onValue={setOptions} />}
        <Line label="Help text" value={field.help} maxLength={500} onValue={(help) => edit({ help })} />
        <FieldRow
          key={field.type}
          field={{ ...field, label: 'Default', required: false, help: '', options: lines }}
          value={field.initial}
          onChange={(value) => {
            if (value !== undefined) edit({ initial: value });
          }}
        />
        <label class="setting-switch">
          <input
            type="checkbox"
            checked={field.required}
            onChange={(event) => edit({ required: event.currentTarget.checked })}
          />
          <span class="setting-label">Required</span>
        </label>
        <Line
          label="Properties of files"
          placeholder="dc:title, iptc:ObjectName"
          value={properties}
          onValue={setProperties}
        />
      </div>
    </FormDialog>
  );
}
