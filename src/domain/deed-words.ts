import { formatDate, formatNumber, listed, plural } from '../text/format';
import type { Deed } from './activity';

const assets = (count: number) => plural(count, 'asset');
const quoted = (name: string) => `“${name}”`;

/** A deed as a sentence without its subject: "edited Title and Keywords of 12 assets". */
export function deedWords(deed: Deed): string {
  switch (deed.type) {
    case 'edit':
      return `edited ${touchedWords(deed)} of ${assets(deed.count)}`;
    case 'add-to-category':
      return `put ${assets(deed.count)} into ${quoted(deed.name)}`;
    case 'import-table':
      return `took in metadata of ${assets(deed.count)} from a table`;
    case 'apply-sidecars':
      return `took in what sidecars say of ${assets(deed.count)}`;
    case 'delete':
      return `deleted ${assets(deed.count)}`;
    case 'restore':
      return `restored ${assets(deed.count)}`;
    case 'clone':
      return deed.count === 1 ? 'cloned an asset' : `cloned ${assets(deed.count)}`;
    case 'duplicate-metadata':
      return `made ${quoted(deed.fileName)} with the metadata of another asset`;
    case 'merge-duplicates':
      return `merged ${plural(deed.count, 'duplicate')} into an asset`;
    case 'add-version':
      return `uploaded a new version, ${quoted(deed.fileName)}`;
    case 'make-current':
      return `made version ${deed.number} current`;
    case 'delete-version':
      return `deleted version ${deed.number}`;
    case 'add-note':
      return deed.count === 1 ? 'added a note' : `added a note to ${assets(deed.count)}`;
    case 'edit-note':
      return 'changed a note';
    case 'delete-note':
      return 'deleted a note';
    case 'create-category':
      return `made category ${quoted(deed.name)}`;
    case 'create-categories':
      return `made ${deed.count === 1 ? 'a category' : `${formatNumber(deed.count)} categories`} of folders`;
    case 'edit-category':
      return `changed category ${quoted(deed.name)}`;
    case 'move-category':
      return 'moved a category';
    case 'delete-category':
      return `deleted category ${quoted(deed.name)}`;
    case 'create-collection':
      return `made collection ${quoted(deed.name)}`;
    case 'add-to-collection':
      return `put ${assets(deed.count)} into collection ${quoted(deed.name)}`;
    case 'remove-from-collection':
      return `took ${assets(deed.count)} out of collection ${quoted(deed.name)}`;
    case 'move-in-collection':
      return `moved ${assets(deed.count)} in a collection`;
    case 'rename-collection':
      return `renamed a collection to ${quoted(deed.name)}`;
    case 'set-collection-profile':
      return 'gave a collection another export profile';
    case 'set-collection-cover':
      return 'gave a collection another cover';
    case 'set-item-profile':
      return 'gave an asset of a collection another export profile';
    case 'delete-collection':
      return `deleted collection ${quoted(deed.name)}`;
    case 'told':
      return deed.text;
    case 'undo':
      return `undid: ${deedWords(deed.deed)}`;
    case 'redo':
      return `redid: ${deedWords(deed.deed)}`;
    case 'merge-backup':
      return `restored ${assets(deed.count)} from the backup of ${formatDate(deed.madeAt)}`;
    case 'replace-by-backup':
      return `replaced the library by the backup of ${formatDate(deed.madeAt)}, ${assets(deed.count)}`;
  }
}

/** "Title and Keywords": what an edit touches. */
export function touchedWords({
  fields,
  categories,
}: Pick<Extract<Deed, { type: 'edit' }>, 'fields' | 'categories'>): string {
  const labels = fields.map(({ label }) => label);
  return listed(categories ? [...labels, 'Categories'] : labels);
}
