import { useState } from 'preact/hooks';
import { FIELD_TYPES, type Field } from '../../domain/field';
import { FIELDS } from '../../fields';
import { Button, IconButton } from '../../kit/Button';
import { openDialog } from '../../state/dialogs';
import { allFields, installation, may, saveField, saveFields } from '../../state/installation';
import './settings.css';
import '../parts/rows.css';

/** Settings → Fields: which metadata fields there are, in which order; retired ones keep their values. */
export function FieldsTab() {
  const all = allFields.value;
  const [retiredShown, setRetiredShown] = useState(false);
  const active = all.filter((field) => !field.retired);
  const retired = all.filter((field) => field.retired);

  const move = (field: Field, step: number) => {
    const order = active.map((each) => each.id);
    const at = order.indexOf(field.id);
    const [moved] = order.splice(at, 1);
    if (moved) order.splice(at + step, 0, moved);
    void saveFields([...order.flatMap((id) => all.find((each) => each.id === id) ?? []), ...retired]);
  };

  return (
    <>
      <p class="setting-help">
        These fields stand in “Edit” and are read from files. A retired field is hidden; its values are kept and come
        back with it.
      </p>
      <div class="setting-buttons">
        <Button icon="plus" onClick={() => openDialog({ type: 'field', field: newField() })}>
          New field
        </Button>
        {may('edit') && <Button onClick={() => openDialog({ type: 'import-table' })}>Import metadata from CSV</Button>}
        <Button disabled={all === installation.value.fields} onClick={() => void saveFields(null)}>
          Back to the installation’s fields
        </Button>
      </div>
      <ul class="rows field-rows" aria-label="Fields">
        {active.map((field, at) => (
          <li key={field.id}>
            <span class="setting-row-name">{field.label}</span>
            <span class="setting-help">
              {FIELDS[field.type].label}
              {field.required && ', required'}
            </span>
            <span class="grow" />
            <IconButton
              icon="chevron-up"
              label={`Move ${field.label} up`}
              disabled={at === 0}
              onClick={() => move(field, -1)}
            />
            <IconButton
              icon="chevron-down"
              label={`Move ${field.label} down`}
              disabled={at === active.length - 1}
              onClick={() => move(field, 1)}
            />
            <IconButton
              icon="pencil"
              label={`Edit field ${field.label}`}
              onClick={() => openDialog({ type: 'field', field })}
            />
            <Button
              look="quiet"
              aria-label={`Retire ${field.label}`}
              onClick={() => void saveField({ ...field, retired: true })}
            >
              Retire
            </Button>
          </li>
        ))}
      </ul>
      {retired.length > 0 && (
        <Button look="quiet" aria-expanded={retiredShown} onClick={() => setRetiredShown(!retiredShown)}>
          Retired fields ({retired.length})
        </Button>
      )}
      {retiredShown && (
        <ul class="rows field-rows" aria-label="Retired fields">
          {retired.map((field) => (
            <li key={field.id}>
              <span class="setting-row-name">{field.label}</span>
              <span class="grow" />
              <Button
                aria-label={`Bring ${field.label} back`}
                onClick={() => void saveField({ ...field, retired: false })}
              >
                Bring back
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function newField(): Field {
  const id = `field-${crypto.randomUUID().slice(0, 8)}`;
  const [type] = FIELD_TYPES;
  return { id, label: '', type, required: false, help: '', options: [], initial: null, retired: false, properties: [] };
}
