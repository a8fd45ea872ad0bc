import type { RecoverySheet } from '../jobs/sync';

export type { RecoverySheet } from '../jobs/sync';

import { computed, signal } from '@preact/signals';
import type { Version } from '../domain/asset';
import type { Field } from '../domain/field';
import type { Handover } from '../domain/handed-over';
import type { AssetId, CategoryId, CollectionId } from '../domain/ids';
import type { Share, ShareRequest } from '../domain/share';
import type { ZipProgress } from './zip-progress';

/** What dialog "Share" is about. */
export type ShareWhat = { type: 'assets'; ids: readonly AssetId[] } | { type: 'collection'; id: CollectionId };

/** What was typed in one dialog, or on the page (""), before the page was loaded anew. */
interface TypedBefore {
  where: string;
  words: readonly (readonly [label: string, text: string])[];
}

/** What stands above the page. */
export type OpenDialog =
  | { type: 'upload' }
  | { type: 'download'; zip: ZipProgress }
  | { type: 'viewer'; id: AssetId }
  | { type: 'edit'; ids: readonly AssetId[] }
  | { type: 'delete'; ids: readonly AssetId[] }
  | { type: 'delete-permanently'; ids: readonly AssetId[]; everything: boolean }
  | { type: 'note'; ids: readonly AssetId[] }
  | { type: 'new-version'; id: AssetId }
  | { type: 'duplicate'; id: AssetId }
  | { type: 'history'; id: AssetId }
  | { type: 'delete-version'; version: Version; isCurrent: boolean }
  | { type: 'category'; id: CategoryId | null; parentId: CategoryId | null }
  | { type: 'delete-category'; id: CategoryId }
  | { type: 'add-to-collection'; ids: readonly AssetId[] }
  | { type: 'collection'; id: CollectionId | null }
  | { type: 'delete-collection'; id: CollectionId }
  /** With what was typed before, where it did not go through. */
  | { type: 'share'; what: ShareWhat; typed?: ShareRequest }
  | { type: 'shared'; share: Share }
  | { type: 'extend-share'; share: Share }
  | { type: 'delete-share'; share: Share }
  | { type: 'field'; field: Field }
  | { type: 'import-table' }
  | { type: 'handed-over'; id: string; about: Handover }
  | { type: 'restore' }
  | { type: 'recovery-sheet'; sheet: RecoverySheet }
  | { type: 'typed-before'; typed: readonly TypedBefore[] }
  | { type: 'keys' };

/** One above the other: what is edited from the large view goes back to it. */
const stack = signal<readonly OpenDialog[]>([]);

export const openDialogs = computed(() => stack.value);
/** The one on top, if any. */
export const dialog = computed(() => stack.value.at(-1) ?? null);

/** What a dialog is told apart by while it is open, whatever opens or closes below it. */
const keys = new WeakMap<OpenDialog, number>();
let nextKey = 1;

export function keyOf(open: OpenDialog): number {
  const key = keys.get(open) ?? nextKey++;
  keys.set(open, key);
  return key;
}

/** Opens a dialog above what is there. */
export function openDialog(opened: OpenDialog): void {
  stack.value = [...stack.value, opened];
}

/** Puts a dialog in the place of the one on top; of the same type, it goes on as the same. */
export function replaceDialog(opened: OpenDialog): void {
  const top = stack.value.at(-1);
  if (top?.type === opened.type) keys.set(opened, keyOf(top));
  stack.value = [...stack.value.slice(0, -1), opened];
}

/** Closes the dialog on top. */
export function closeDialog(): void {
  stack.value = stack.value.slice(0, -1);
}

/** Closes a dialog wherever it stands. */
export function closeDialogOf(type: OpenDialog['type']): void {
  stack.value = stack.value.filter((each) => each.type !== type);
}
