import type { Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { bringIntoSight } from './bring-into-sight';
import { FOCUS_LOST } from './focus';
import { topIn } from './windowed';

/** What the keyboard goes through: an array of names, or ids that are kept in another way. */
interface Items<Id extends string> {
  readonly length: number;
  at(index: number): Id | undefined;
  indexOf(id: Id): number;
}

/** Where an element is once it is drawn. */
type Place = { readonly current: HTMLElement | null };

export interface Roving<Id extends string> {
  items: Items<Id>;
  /** Which one the keyboard is on. */
  on: Signal<Id | null>;
  /** The attribute in which an item's element says its id. */
  mark: `data-${string}`;
  list: Place;
  /** What scrolls. */
  scroller: Place;
  /** Where an item's row lies from the list's upper edge, in pixels, and the height of what sticks to that edge. */
  stretchOf: (index: number) => { top: number; bottom: number; head?: number | undefined };
  /** Gives the focus to an item that is drawn. */
  focusIn?: (element: HTMLElement) => void;
  /** Whether what goes while it has the focus gives it to this list, wherever on the page it stood, or only inside. */
  takesFocusOf: 'page' | 'list';
}

/**
 * The keyboard in a long list of which only a part is drawn: where it is, how it moves, and that it comes back to where it was
 * wanted (ARIA Authoring Practices, "Grid": one of all can be reached by Tab).
 * @returns the position that it is on (−1 before somebody came to the list), and the one where Tab comes in; `here`, the position at
 * this moment; `moveTo`, which goes to an item by its place and gives back which it is; `onFocusIn` for the list
 */
export function useRoving<Id extends string>({ items, on, mark, list, scroller, stretchOf, ...rest }: Roving<Id>) {
  const { focusIn, takesFocusOf } = rest;
  const [wantedFocus, setWantedFocus] = useState<{ id: Id } | null>(null);
  const focusedIndex = useFocusedIndex(items, on);
  const stopIndex = Math.max(0, focusedIndex);

  useLayoutEffect(() => {
    const element =
      wantedFocus && list.current?.querySelector<HTMLElement>(`[${mark}="${CSS.escape(wantedFocus.id)}"]`);
    if (!element) return;
    setWantedFocus(null);
    if (focusIn) focusIn(element);
    else element.focus({ preventScroll: true });
  });

  const goTo = (id: Id) => {
    on.value = id;
    setWantedFocus({ id });
  };
  const moveTo = (index: number): Id | undefined => {
    const target = Math.max(0, Math.min(items.length - 1, index));
    const id = items.at(target);
    if (!id) return undefined;
    goTo(id);
    if (!list.current || !scroller.current) return id;
    const { top, bottom, head } = stretchOf(target);
    const before = topIn(scroller.current, list.current);
    bringIntoSight(scroller.current, { top: before + top, bottom: before + bottom, head });
    return id;
  };
  // Asked now, not when this was drawn: keys may come faster than frames.
  const here = () => {
    const id = on.peek();
    const at = id ? items.indexOf(id) : -1;
    return at >= 0 ? at : stopIndex;
  };
  const onFocusIn = ({ target }: Event) => {
    const id = target instanceof Element ? target.closest(`[${mark}]`)?.getAttribute(mark) : null;
    if (id) on.value = id as Id;
  };

  const lost = useRef(() => {});
  lost.current = () => {
    const id = items.at(stopIndex);
    if (id) goTo(id);
  };
  useEffect(() => {
    const within = takesFocusOf === 'page' ? list.current?.closest('main') : list.current;
    const onLost = (event: Event) => {
      event.preventDefault();
      lost.current();
    };
    within?.addEventListener(FOCUS_LOST, onLost);
    return () => within?.removeEventListener(FOCUS_LOST, onLost);
  }, []);
  return { focusedIndex, stopIndex, here, moveTo, onFocusIn };
}

/** Where an item left the list, the keyboard is on what took its place. */
function useFocusedIndex<Id extends string>(items: Items<Id>, on: Signal<Id | null>): number {
  const before = useRef(-1);
  const id = on.value;
  const found = id ? items.indexOf(id) : -1;
  const index = found < 0 && id ? Math.min(before.current, items.length - 1) : found;
  useLayoutEffect(() => {
    before.current = index;
    if (index !== found) on.value = items.at(index) ?? null;
  });
  return index;
}
