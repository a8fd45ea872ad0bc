import type { FieldEdit } from '../../../domain/bulk-edit';
import { type FieldValue, sameValue } from '../../../domain/field';
import { FIELDS } from '../../../fields';
import type { Words } from '../../../kit/unsaved';
import { allFields } from '../../../state/installation';

const fieldOf = (id: string) => allFields.peek().find((field) => field.id === id);

/** What was typed into the fields of an asset, as words by their labels. */
export function wordsOfValues(
  values: Readonly<Record<string, FieldValue | undefined>>,
  before: Readonly<Record<string, FieldValue>>,
): Words {
  return Object.entries(values).flatMap(([id, value]) => {
    const field = fieldOf(id);
    // What is no value is told by its editor.
    if (!field || value === undefined || sameValue(value, before[id] ?? null)) return [];
    return [[field.label, FIELDS[field.type].print(value)] as const];
  });
}

/** What was typed to change fields of many assets. */
export function wordsOfEdits(edits: Readonly<Record<string, FieldEdit | null>>): Words {
  return Object.entries(edits).flatMap(([id, edit]) => {
    const field = fieldOf(id);
    return field && edit ? [[field.label, textOf(edit, FIELDS[field.type].print)] as const] : [];
  });
}

function textOf(edit: FieldEdit, print: (value: FieldValue) => string): string {
  switch (edit.type) {
    case 'set':
      return print(edit.value);
    case 'add':
    case 'remove':
      return print([...edit.items]);
    case 'prepend':
    case 'append':
      return edit.text;
    case 'replace-text':
      return `${edit.find} → ${edit.replacement}`;
  }
}
