import type { PackedIds } from '../../../domain/packed-ids';
import { Icon } from '../../../kit/Icon';
import { lazyComponent } from '../../../kit/lazy';
import { listView, VIEWS } from '../../../state/preferences';
import { codeIsGone } from '../code-is-gone';
import { AssetGrid } from './AssetGrid';
import { SizeSlider } from './SizeSlider';
import './assets.css';

const AssetList = lazyComponent(() => import('./AssetList').then((it) => it.AssetList), codeIsGone);

interface ListedProps {
  ids: PackedIds;
  scroller: { readonly current: HTMLElement | null };
}

/** What a page lists, as somebody wants to see it: the same on every page. */
export function Listed(props: ListedProps) {
  return listView.value === 'grid' ? <AssetGrid {...props} /> : <AssetList {...props} />;
}

const VIEW_LABELS = { grid: 'Grid', list: 'List' } as const;

/** Pictures, or lines with columns; of pictures, how large. */
export function ViewSwitch() {
  return (
    <>
      <fieldset class="view-switch" aria-label="View">
        {VIEWS.map((view) => (
          <label key={view} title={VIEW_LABELS[view]}>
            <input
              type="radio"
              name="view"
              aria-label={VIEW_LABELS[view]}
              checked={listView.value === view}
              onChange={() => {
                listView.value = view;
              }}
            />
            <Icon name={view} />
          </label>
        ))}
      </fieldset>
      {listView.value === 'grid' && <SizeSlider />}
    </>
  );
}
