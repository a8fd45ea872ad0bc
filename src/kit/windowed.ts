import { useLayoutEffect, useState } from 'preact/hooks';

/** What is in sight of a list in something that scrolls, in pixels from the list's upper edge. */
interface View {
  top: number;
  height: number;
  /** How wide the list is; 0 until it was measured. */
  width: number;
}

/** Where an element is once it is drawn. */
type Place = { readonly current: HTMLElement | null };

const BEFORE_MEASURING: View = { top: 0, height: 900, width: 0 };

/**
 * What is in sight, kept in step with scrolling and sizes. A list may be what scrolls itself.
 * @param scroller what scrolls
 * @param list the list in it
 */
export function useView(scroller: Place, list: Place): View {
  const [view, setView] = useState(BEFORE_MEASURING);
  useLayoutEffect(() => {
    const [scrolling, element] = [scroller.current, list.current];
    if (!scrolling || !element) return;
    const measure = () => {
      setView({
        top: Math.max(0, scrolling.scrollTop - topIn(scrolling, element)),
        height: scrolling.clientHeight,
        width: element.clientWidth,
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(scrolling);
    scrolling.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      scrolling.removeEventListener('scroll', measure);
    };
  }, []);
  return view;
}

/** Where a list begins in what scrolls, in pixels; a list may be what scrolls itself. */
export function topIn(scroller: HTMLElement, list: HTMLElement): number {
  if (scroller === list) return 0;
  return list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

interface Rows {
  /** All of one height, in pixels. */
  rowHeight: number;
  count: number;
  /** How many are drawn above and below those in sight. */
  spare: number;
  /** One that must not be taken away, since it has the focus; −1 where there is none. */
  keep?: number;
}

/** The rows of a long list that are drawn: ten thousand scroll like ten. In their order, the kept one in its place. */
export function rowsInView({ top, height }: View, { rowHeight, count, spare, keep = -1 }: Rows): number[] {
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(count - 1, Math.ceil((top + height) / rowHeight) + spare);
  const rows: number[] = [];
  if (keep >= 0 && keep < Math.min(first, count)) rows.push(keep);
  for (let row = first; row <= last; row++) rows.push(row);
  if (keep > last && keep < count) rows.push(keep);
  return rows;
}
