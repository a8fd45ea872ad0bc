import { computed, effect, signal } from '@preact/signals';
import type { AssetId } from '../domain/ids';
import { gridIds, gridTotal, pageKey, wholeAnswer } from './grid';

const chosen = signal<ReadonlySet<AssetId>>(new Set());
/** Where a range begins: the last asset chosen by itself. */
let anchor: AssetId | null = null;

/** The selected assets. */
export const selection = computed(() => chosen.value);
export const selectedCount = computed(() => chosen.value.size);

export function isSelected(id: AssetId): boolean {
  return chosen.value.has(id);
}

export function selectOnly(id: AssetId): void {
  anchor = id;
  chosen.value = new Set([id]);
}

export function toggle(id: AssetId): void {
  anchor = id;
  const next = new Set(chosen.peek());
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
}

/**
 * Selects everything between the anchor and an asset, both included.
 * @param add keeps what was selected besides
 */
export function selectRange(to: AssetId, add = false): void {
  const ids = gridIds.peek();
  const from = ids && anchor ? ids.indexOf(anchor) : -1;
  const end = ids?.indexOf(to) ?? -1;
  if (!ids || from < 0 || end < 0) return selectOnly(to);
  const range = ids.slice(Math.min(from, end), Math.max(from, end) + 1);
  chosen.value = new Set(add ? [...chosen.peek(), ...range] : range);
}

/** Selects everything that the page lists, or that the words in the search will find in a moment. */
export async function selectAll(): Promise<void> {
  const ids = await wholeAnswer();
  if (ids) chosen.value = new Set(ids.slice(0, ids.length));
}

export function clearSelection(): void {
  anchor = null;
  if (chosen.peek().size > 0) chosen.value = new Set();
}

/** Takes out of the selection what leaves the page; all else stays chosen. */
export function unselect(ids: readonly AssetId[]): void {
  const next = new Set(chosen.peek());
  for (const id of ids) next.delete(id);
  if (anchor && ids.includes(anchor)) anchor = null;
  if (next.size < chosen.peek().size) chosen.value = next;
}

/** Where an extension by keyboard begins, when nothing was chosen yet. */
export function anchorAt(id: AssetId): void {
  anchor ??= id;
}

/** The selected assets in the order of the page; what is no longer there is left out. */
export function selectedInOrder(): AssetId[] {
  const ids = gridIds.peek();
  if (!ids) return [];
  const set = chosen.peek();
  if (set.size === ids.length) return ids.slice(0, ids.length).filter((id) => set.has(id));
  const inOrder: AssetId[] = [];
  for (let i = 0; i < ids.length && inOrder.length < set.size; i++) {
    const id = ids.at(i);
    if (id && set.has(id)) inOrder.push(id);
  }
  return inOrder;
}

effect(() => {
  pageKey.value;
  clearSelection();
});

// What left the list (deleted in another tab, or not among what the words find) is not selected any more.
effect(() => {
  const ids = gridIds.value;
  const before = chosen.peek();
  if (!ids || before.size === 0 || gridTotal.value === undefined) return;
  const listed = new Set(ids.slice(0, ids.length));
  const still = [...before].filter((id) => listed.has(id));
  if (still.length < before.size) chosen.value = new Set(still);
});
