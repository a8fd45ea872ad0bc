import type { ComponentChildren } from 'preact';
import { collect } from '../../actions/collect';
import { download } from '../../actions/download';
import { selectionMenu } from '../../actions/menu';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { Menu } from '../../kit/Menu';
import { selectionType, typeOfSelection, typesForSelection } from '../../state/download-type';
import { may } from '../../state/installation';
import { clearSelection, selectAll, selectedCount, selectedInOrder } from '../../state/selection';
import { formatNumber } from '../../text/format';
import './assets.css';
import '../parts/list-page.css';

/** What can be done with the selection. It stands in its place even when nothing is selected: nothing jumps. */
export function SelectionBar({ children }: { children?: ComponentChildren }) {
  const count = selectedCount.value;
  return (
    <div class={`selection-bar ${count > 0 ? 'active' : ''}`} role="toolbar" aria-label="Selection">
      <span class="selection-count">
        {count > 0 && <Icon name="check" />}
        <span aria-live="polite">{count > 0 ? `${formatNumber(count)} selected` : 'Nothing selected'}</span>
      </span>
      {count > 0 && may('download') && (
        <>
          <select
            class="select"
            aria-label="Download type"
            value={typeOfSelection()}
            onChange={(event) => {
              selectionType.value = event.currentTarget.value;
            }}
          >
            {typesForSelection().map((type) => (
              <option key={type.value} value={type.value}>
                {type.label}
              </option>
            ))}
          </select>
          <Button look="main" icon="download" onClick={() => void download.run({ ids: selectedInOrder() })}>
            Download
          </Button>
        </>
      )}
      {count > 0 && may('collections') && (
        <Button class="collect" icon="briefcase" onClick={() => void collect.run({ ids: selectedInOrder() })}>
          Add to collection
        </Button>
      )}
      {count > 0 && children}
      {count > 0 && <Menu label="More actions" icon="dots" items={() => selectionMenu(selectedInOrder)} />}
      <span class="grow" />
      <Button look="quiet" onClick={() => void selectAll()}>
        Select all
      </Button>
      {count > 0 && (
        <Button look="quiet" onClick={clearSelection}>
          Clear selection
        </Button>
      )}
    </div>
  );
}
