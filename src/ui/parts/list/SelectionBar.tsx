import { actionsAt } from '../../../actions';
import type { Action } from '../../../actions/action';
import { offeredAt, selectionMenu } from '../../../actions/offered';
import { selectEverything, selectNothing } from '../../../actions/select';
import { Button } from '../../../kit/Button';
import { Icon } from '../../../kit/Icon';
import { Menu } from '../../../kit/Menu';
import { selectionType, typeOfSelection, typesForSelection } from '../../../state/download-type';
import { selectedCount, selectedInOrder } from '../../../state/selection';
import { formatNumber } from '../../../text/format';
import './assets.css';
import '../list-page.css';

/** What can be done with the selection. It stands in its place even when nothing is selected: nothing jumps. */
export function SelectionBar() {
  const count = selectedCount.value;
  return (
    <div class={`selection-bar ${count > 0 ? 'active' : ''}`} role="toolbar" aria-label="Selection">
      <span class="selection-count">
        {count > 0 && <Icon name="check" />}
        <span aria-live="polite">{count > 0 ? `${formatNumber(count)} selected` : 'Nothing selected'}</span>
      </span>
      {count > 0 && offeredAt('selection-bar').map((action) => <BarButton key={action.id} action={action} />)}
      {count > 0 && actionsAt('selection-menu').length > 0 && (
        <Menu label="More actions" icon="dots" items={() => selectionMenu(selectedInOrder)} />
      )}
      <span class="grow" />
      <Button look="quiet" onClick={() => void selectEverything.run({ ids: [] })}>
        {selectEverything.label}
      </Button>
      {count > 0 && (
        <Button look="quiet" onClick={() => void selectNothing.run({ ids: [] })}>
          {selectNothing.label}
        </Button>
      )}
    </div>
  );
}

function BarButton({ action }: { action: Action }) {
  const button = (
    <Button
      look={action.isMain ? 'main' : 'plain'}
      class={action.id === 'collect' ? 'collect' : ''}
      icon={action.icon}
      onClick={() => void action.run({ ids: selectedInOrder() })}
    >
      {action.label}
    </Button>
  );
  if (action.id !== 'download') return button;
  return (
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
      {button}
    </>
  );
}
