import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AssetId } from '../../../domain/ids';
import type { PackedIds } from '../../../domain/packed-ids';
import { focusedId, focusWanted } from '../../../state/grid';
import { anchorAt, selectRange } from '../../../state/selection';
import { bringIntoSight } from './bring-into-sight';
import { useFocusLost, useStop } from './stop';

interface Roving {
  ids: PackedIds;
  list: { readonly current: HTMLElement | null };
  /** What scrolls. */
  scroller: { readonly current: HTMLElement | null };
  /** Where an asset's row lies from the list's upper edge, in pixels, and the height of what sticks to that edge. */
  stretchOf: (index: number) => { top: number; bottom: number; head?: number | undefined };
  /** Gives the focus to an asset's cell, or its row, that is drawn. */
  focusIn?: (element: HTMLElement) => void;
}

/**
 * The keyboard in a list of assets of which only a part is drawn: where it is, how it moves, and that it comes back to where it was
 * wanted (ARIA Authoring Practices, "Grid": one of all can be reached by Tab).
 */
export function useRoving({ ids, list, scroller, stretchOf, focusIn }: Roving) {
  const [wantedFocus, setWantedFocus] = useState<{ id: AssetId } | null>(null);
  const { focusedIndex, stopIndex } = useStop(ids);

  useLayoutEffect(() => {
    const element =
      wantedFocus && list.current?.querySelector<HTMLElement>(`[data-asset="${CSS.escape(wantedFocus.id)}"]`);
    if (!element) return;
    setWantedFocus(null);
    if (focusIn) focusIn(element);
    else element.focus({ preventScroll: true });
  });

  const goTo = (id: AssetId) => {
    focusedId.value = id;
    setWantedFocus({ id });
  };
  /** Goes to an asset by its place; with `extend` the selection goes along. */
  const moveTo = (index: number, extend: boolean) => {
    const target = Math.max(0, Math.min(ids.length - 1, index));
    const id = ids.at(target);
    if (!id) return;
    if (extend) {
      const from = ids.at(stopIndex);
      if (from) anchorAt(from);
      selectRange(id);
    }
    goTo(id);
    const before = list.current?.offsetTop ?? 0;
    const { top, bottom, head } = stretchOf(target);
    if (scroller.current) bringIntoSight(scroller.current, { top: before + top, bottom: before + bottom, head });
  };

  const wanted = focusWanted.value;
  const answered = useRef(wanted);
  useEffect(() => {
    if (answered.current === wanted) return;
    answered.current = wanted;
    moveTo(stopIndex, false);
  }, [wanted]);

  useFocusLost(list, () => {
    const id = ids.at(stopIndex);
    if (id) goTo(id);
  });
  return { focusedIndex, stopIndex, moveTo };
}
