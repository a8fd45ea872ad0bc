import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { gridIds, gridTotal } from '../../../state/grid';
import { formatNumber } from '../../../text/format';
import { Listed, ViewSwitch } from './Listed';
import { SelectionBar } from './SelectionBar';
import './assets.css';
import '../list-page.css';
import './list.css';

interface ListFrameProps {
  heading: ComponentChildren;
  /** What stands beside the heading: what can be done with all of it. */
  beside?: ComponentChildren;
  /** What stands at the end of the title's row, before the choice of view. */
  controls?: ComponentChildren;
  /** Said where nothing is listed. */
  empty: ComponentChildren;
  /** Whether there is nothing to count, choose or select where nothing is listed. */
  isBareWhenEmpty?: boolean;
}

/** A page that lists assets: title, bar and list are one column, in which only the list scrolls, so none covers another. */
export function ListFrame({ heading, beside, controls, empty, isBareWhenEmpty = false }: ListFrameProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const ids = gridIds.value;
  const total = gridTotal.value;
  const isBare = isBareWhenEmpty && !ids?.length;
  return (
    <main class="page list-page" tabIndex={-1}>
      <div class="title-row">
        {heading}
        <span class="title-count">{total === undefined || isBare ? '' : formatNumber(total)}</span>
        {beside}
        <span class="grow" />
        {controls}
        {!isBare && <ViewSwitch />}
      </div>
      {!isBare && <SelectionBar />}
      <div class="list-scroller" ref={scroller}>
        {!ids && <div class="grid-waiting" aria-busy="true" />}
        {ids?.length === 0 && empty}
        {ids && ids.length > 0 && <Listed ids={ids} scroller={scroller} />}
      </div>
    </main>
  );
}
