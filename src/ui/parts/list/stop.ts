import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PackedIds } from '../../../domain/packed-ids';
import { FOCUS_LOST } from '../../../kit/focus';
import { focusedId } from '../../../state/grid';

/**
 * Where the keyboard is in a list of assets. Where that asset left the list, the keyboard is on what took its place.
 * @returns its position (−1 before somebody came to the list), and where Tab comes in
 */
export function useStop(ids: PackedIds): { focusedIndex: number; stopIndex: number } {
  const before = useRef(-1);
  const id = focusedId.value;
  const found = id ? ids.indexOf(id) : -1;
  const focusedIndex = found < 0 && id ? Math.min(before.current, ids.length - 1) : found;
  useLayoutEffect(() => {
    before.current = focusedIndex;
    if (focusedIndex !== found) focusedId.value = ids.at(focusedIndex) ?? null;
  });
  return { focusedIndex, stopIndex: Math.max(0, focusedIndex) };
}

/** Takes the focus of everything on the page of a list that goes while it has it. */
export function useFocusLost(list: { readonly current: HTMLElement | null }, take: () => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const page = list.current?.closest('main');
    const onLost = (event: Event) => {
      event.preventDefault();
      latest.current();
    };
    page?.addEventListener(FOCUS_LOST, onLost);
    return () => page?.removeEventListener(FOCUS_LOST, onLost);
  }, []);
}
