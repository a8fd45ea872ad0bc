import { expect, test } from 'vitest';
import type { Deed, NamedField } from './activity';
import { deedWords } from './deed-words';

const field = (id: string, label: string): NamedField => ({ id, label });
const [title, creator, keywords] = [
  field('title', 'Title'),
  field('creator', 'Creator'),
  field('keywords', 'Keywords'),
];

const WORDS: readonly [words: string, deed: Deed][] = [
  ['edited Title of 1 asset', { type: 'edit', fields: [title], categories: false, count: 1 }],
  ['edited Title and Categories of 1,200 assets', { type: 'edit', fields: [title], categories: true, count: 1200 }],
  [
    'edited Title, Creator, and Keywords of 2 assets',
    { type: 'edit', fields: [title, creator, keywords], categories: false, count: 2 },
  ],
  ['edited Categories of 2 assets', { type: 'edit', fields: [], categories: true, count: 2 }],
  ['put 3 assets into “Sea”', { type: 'add-to-category', name: 'Sea', count: 3 }],
  ['took in metadata of 3 assets from a table', { type: 'import-table', count: 3 }],
  ['took in what sidecars say of 1 asset', { type: 'apply-sidecars', count: 1 }],
  ['deleted 1 asset', { type: 'delete', count: 1 }],
  ['restored 10,000 assets', { type: 'restore', count: 10_000 }],
  ['cloned an asset', { type: 'clone', count: 1 }],
  ['cloned 2 assets', { type: 'clone', count: 2 }],
  ['merged 1 duplicate into an asset', { type: 'merge-duplicates', count: 1 }],
  ['merged 3 duplicates into an asset', { type: 'merge-duplicates', count: 3 }],
  ['made “b.jpg” with the metadata of another asset', { type: 'duplicate-metadata', fileName: 'b.jpg' }],
  ['uploaded a new version, “b.jpg”', { type: 'add-version', fileName: 'b.jpg' }],
  ['made version 2 current', { type: 'make-current', number: 2 }],
  ['deleted version 2', { type: 'delete-version', number: 2 }],
  ['added a note', { type: 'add-note', count: 1 }],
  ['added a note to 2,000 assets', { type: 'add-note', count: 2000 }],
  ['changed a note', { type: 'edit-note' }],
  ['deleted a note', { type: 'delete-note' }],
  ['made category “Sea”', { type: 'create-category', name: 'Sea' }],
  ['made a category of folders', { type: 'create-categories', count: 1 }],
  ['made 2 categories of folders', { type: 'create-categories', count: 2 }],
  ['changed category “Sea”', { type: 'edit-category', name: 'Sea' }],
  ['moved a category', { type: 'move-category' }],
  ['deleted category “Sea”', { type: 'delete-category', name: 'Sea' }],
  ['made collection “Best”', { type: 'create-collection', name: 'Best' }],
  ['put 2 assets into collection “Best”', { type: 'add-to-collection', name: 'Best', count: 2 }],
  ['took 1 asset out of collection “Best”', { type: 'remove-from-collection', name: 'Best', count: 1 }],
  ['moved 2 assets in a collection', { type: 'move-in-collection', count: 2 }],
  ['renamed a collection to “Best”', { type: 'rename-collection', name: 'Best' }],
  ['gave a collection another export profile', { type: 'set-collection-profile' }],
  ['gave a collection another cover', { type: 'set-collection-cover' }],
  ['gave an asset of a collection another export profile', { type: 'set-item-profile' }],
  ['deleted collection “Best”', { type: 'delete-collection', name: 'Best' }],
  ['edited 3 assets', { type: 'told', text: 'edited 3 assets' }],
  ['undid: deleted 2 assets', { type: 'undo', deed: { type: 'delete', count: 2 } }],
  ['redid: edited 3 assets', { type: 'redo', deed: { type: 'told', text: 'edited 3 assets' } }],
];

test.each(WORDS)('%s', (words, deed) => {
  expect(deedWords(deed)).toBe(words);
});
