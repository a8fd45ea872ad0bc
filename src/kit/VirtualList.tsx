import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { rowsInView, useView } from './windowed';
import './virtual-list.css';

interface VirtualListProps {
  label: string;
  count: number;
  rowHeight: number;
  /** Keeps the end in sight while rows are added, unless somebody scrolled up. */
  follow?: boolean;
  children: (index: number) => ComponentChildren;
}

const SPARE_ROWS = 6;

/** A list of rows of one height of which only those in sight exist: ten thousand files scroll like ten. */
export function VirtualList({ label, count, rowHeight, follow = false, children }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box, box);
  const atEnd = useRef(true);

  useEffect(() => {
    const element = box.current;
    if (element && follow && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count, follow]);

  const rows = rowsInView(view, { rowHeight, count, spare: SPARE_ROWS });
  return (
    <div
      ref={box}
      class="virtual-list"
      role="list"
      aria-label={label}
      tabIndex={0}
      onScroll={() => {
        const element = box.current;
        if (!element) return;
        atEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight;
      }}
    >
      <div class="virtual-space" style={{ height: `${count * rowHeight}px` }}>
        <div class="virtual-rows" style={{ transform: `translateY(${(rows[0] ?? 0) * rowHeight}px)` }}>
          {rows.map(children)}
        </div>
      </div>
    </div>
  );
}
