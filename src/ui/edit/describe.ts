import type { Asset } from '../../domain/asset';
import { applyEdit, type CategoryEdit, type Edit, type FieldEdit } from '../../domain/bulk-edit';
import { type Field, isEmpty } from '../../domain/field';
import { FIELDS } from '../../fields';
import { formatNumber, plural } from '../../text/format';

const MOST_TEXT = 60;
const quoted = (text: string) => `“${text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text}”`;
const list = (items: readonly string[]) => new Intl.ListFormat('en').format(items.map(quoted));

/** What a bulk edit will do, in one sentence, before anybody presses "Save". */
export function describeEdit(
  edit: Edit,
  { assets, fields, pathOf }: { assets: readonly Asset[]; fields: readonly Field[]; pathOf: (id: never) => string },
): string {
  const parts = Object.entries(edit.fields).flatMap(([id, change]) => {
    const field = fields.find((each) => each.id === id);
    return field ? [describeField(field, change)] : [];
  });
  if (edit.categories) parts.push(describeCategories(edit.categories, pathOf as (id: string) => string));
  if (parts.length === 0) return 'Nothing will change yet.';
  const changing = assets.filter((asset) => applyEdit(asset, edit)).length;
  const on =
    changing === assets.length
      ? `all ${plural(assets.length, 'asset')}`
      : `${formatNumber(changing)} of ${plural(assets.length, 'asset')}`;
  return changing === 0 ? 'Nothing will change: the assets are like that already.' : `On ${on}: ${parts.join('; ')}.`;
}

function describeField(field: Field, edit: FieldEdit): string {
  switch (edit.type) {
    case 'set': {
      const text = FIELDS[field.type].print(edit.value);
      return isEmpty(edit.value) ? `${field.label} is emptied` : `${field.label} becomes ${quoted(text)}`;
    }
    case 'add':
      return `${list(edit.items)} added to ${field.label}`;
    case 'remove':
      return `${list(edit.items)} taken out of ${field.label}`;
    case 'prepend':
      return `${quoted(edit.text)} put before ${field.label}`;
    case 'append':
      return `${quoted(edit.text)} put after ${field.label}`;
    case 'replace-text':
      return `${quoted(edit.find)} becomes ${quoted(edit.replacement)} in ${field.label}`;
  }
}

function describeCategories(edit: CategoryEdit, pathOf: (id: string) => string): string {
  if (edit.type === 'set') {
    return edit.ids.length === 0 ? 'taken out of every category' : `Categories become ${list(edit.ids.map(pathOf))}`;
  }
  const parts: string[] = [];
  if (edit.add.length > 0) parts.push(`put into ${list(edit.add.map(pathOf))}`);
  if (edit.remove.length > 0) parts.push(`taken out of ${list(edit.remove.map(pathOf))}`);
  return parts.join(' and ');
}
