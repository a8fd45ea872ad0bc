import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
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
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const atEnd = useRef(true);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = box.current;
    if (element && follow && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count, follow]);

  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE_ROWS);
  const rows = [];
  for (let index = first; index < last; index++) rows.push(children(index));
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
        setTop(element.scrollTop);
        atEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - rowHeight;
      }}
    >
      <div class="virtual-space" style={{ height: `${count * rowHeight}px` }}>
        <div class="virtual-rows" style={{ transform: `translateY(${first * rowHeight}px)` }}>
          {rows}
        </div>
      </div>
    </div>
  );
}
