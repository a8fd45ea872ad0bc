import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import './assets.css';
import '../list-page.css';
import './list.css';

interface ListFrameProps {
  /** The title row's contents. */
  title: ComponentChildren;
  /** The selection's bar; on a phone it stands below the list. */
  bar: ComponentChildren;
  children: (scroller: { readonly current: HTMLElement | null }) => ComponentChildren;
}

/** A page that lists assets: title, bar and list are one column, in which only the list scrolls, so none covers another. */
export function ListFrame({ title, bar, children }: ListFrameProps) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <main class="page list-page" tabIndex={-1}>
      <div class="title-row">{title}</div>
      {bar}
      <div class="list-scroller" ref={scroller}>
        {children(scroller)}
      </div>
    </main>
  );
}
