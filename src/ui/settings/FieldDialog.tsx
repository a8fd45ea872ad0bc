import { useId, useState } from 'preact/hooks';
import { FIELD_TYPES, type Field } from '../../domain/field';
import { FIELDS } from '../../fields';
import { Button } from '../../kit/Button';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { typedInto } from '../../kit/unsaved';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { allFields, saveField } from '../../state/installation';
import { FieldRow } from '../parts/fields/FieldRow';

const PROPERTY = /^[A-Za-z][\w.-]*:[A-Za-z][\w.-]*$/;

/** What a field is: its name, type, help, choices, default, and the properties of files that it is read from. */
export function FieldDialog({ field: before }: { field: Field }) {
  const [field, setField] = useState(before);
  const [options, setOptions] = useState(before.options.join('\n'));
  const [properties, setProperties] = useState(before.properties.join(', '));
  const [saving, setSaving] = useState(false);
  const id = useId();
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
    setSaving(true);
    const label = field.label.trim();
    const kept = await saveField({ ...field, label, options: hasOptions ? lines : [], properties: named });
    setSaving(false);
    if (kept) closeDialogOf('field');
  };
  const edit = (change: Partial<Field>) => setField({ ...field, ...change });
  return (
    <Dialog
      title={isNew ? 'New field' : `Edit field ${before.label}`}
      changed={changed}
      words={typedInto([
        ['Name', before.label, field.label],
        ['Choices', before.options.join('\n'), options],
        ['Help text', before.help, field.help],
        ['Properties of files', before.properties.join(', '), properties],
      ])}
      onClose={closeDialog}
      foot={
        <>
          <span class="grow field-problem" role="status">
            {problem}
          </span>
          <LeaveButton />
          <Button look="main" disabled={!ready} busy={saving} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div class="form">
        <label class="label" for={`${id}-label`}>
          Name
        </label>
        <input
          class="text-field"
          id={`${id}-label`}
          value={field.label}
          maxLength={100}
          onInput={(event) => edit({ label: event.currentTarget.value })}
        />
        <label class="label" for={`${id}-type`}>
          Type
        </label>
        <select
          class="select"
          id={`${id}-type`}
          value={field.type}
          disabled={!isNew}
          onChange={(event) => {
            const type = FIELD_TYPES.find((each) => each === event.currentTarget.value);
            if (type) edit({ type, initial: null });
          }}
        >
          {FIELD_TYPES.map((type) => (
            <option key={type} value={type}>
              {FIELDS[type].label}
            </option>
          ))}
        </select>
        {hasOptions && (
          <>
            <label class="label" for={`${id}-options`}>
              Choices, one a line
            </label>
            <textarea
              class="text-field"
              id={`${id}-options`}
              rows={4}
              value={options}
              onInput={(event) => setOptions(event.currentTarget.value)}
            />
          </>
        )}
        <label class="label" for={`${id}-help`}>
          Help text
        </label>
        <input
          class="text-field"
          id={`${id}-help`}
          value={field.help}
          maxLength={500}
          onInput={(event) => edit({ help: event.currentTarget.value })}
        />
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
        <label class="label" for={`${id}-properties`}>
          Properties of files
        </label>
        <input
          class="text-field"
          id={`${id}-properties`}
          placeholder="dc:title, iptc:ObjectName"
          value={properties}
          onInput={(event) => setProperties(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  );
}
