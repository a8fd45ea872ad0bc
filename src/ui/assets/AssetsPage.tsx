import { useRef } from 'preact/hooks';
import { SORT_KEYS, type SortKey } from '../../domain/columns';
import { formatNumber } from '../../kit/format';
import { gridIds, gridTotal } from '../../views/grid';
import { sortBy, TILE_SIZES, tileSize } from '../../views/preferences';
import { AssetGrid } from './AssetGrid';
import { EmptyLibrary } from './EmptyLibrary';
import { SelectionBar } from './SelectionBar';

const SORT_LABELS: Record<SortKey, string> = { newest: 'Newest', oldest: 'Oldest', name: 'Name', size: 'Size' };

/** Page "Assets". */
export function AssetsPage() {
  const scroller = useRef<HTMLElement>(null);
  const ids = gridIds.value;
  const total = gridTotal.value;
  if (ids && ids.length === 0 && total === 0) {
    return (
      <main class="page" ref={scroller} tabIndex={-1}>
        <EmptyLibrary />
      </main>
    );
  }
  return (
    <main class="page assets-page" ref={scroller} tabIndex={-1}>
      <div class="page-top">
        <div class="title-row">
          <h1>Assets</h1>
          <span class="title-count">{total === undefined ? '' : formatNumber(total)}</span>
          <span class="grow" />
          <select
            class="select"
            aria-label="Sort by"
            value={sortBy.value}
            onChange={(event) => {
              const chosen = SORT_KEYS.find((key) => key === event.currentTarget.value);
              if (chosen) sortBy.value = chosen;
            }}
          >
            {SORT_KEYS.map((key) => (
              <option key={key} value={key}>
                {SORT_LABELS[key]}
              </option>
            ))}
          </select>
          <input
            class="size-slider"
            type="range"
            aria-label="Preview size"
            title="Preview size"
            min={0}
            max={TILE_SIZES.length - 1}
            step={1}
            value={tileSize.value}
            onInput={(event) => {
              tileSize.value = Number(event.currentTarget.value);
            }}
          />
        </div>
        <SelectionBar />
      </div>
      {ids ? <AssetGrid ids={ids} scroller={scroller} /> : <div class="grid-waiting" aria-busy="true" />}
    </main>
  );
}
