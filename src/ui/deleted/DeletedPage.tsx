import { emptyDeleted, removePermanently, restore } from '../../actions/delete';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { gridIds, gridTotal } from '../../state/grid';
import { installation, may } from '../../state/installation';
import { clearSelection, selectAll, selectedCount, selectedInOrder } from '../../state/selection';
import { formatNumber, plural } from '../../text/format';
import { Listed, ViewSwitch } from '../assets/Listed';
import { ListFrame } from '../assets/ListFrame';
import '../parts/list-page.css';

/** Page "Deleted": what can still be had back, and for how long. */
export function DeletedPage() {
  const ids = gridIds.value;
  const total = gridTotal.value;
  const count = selectedCount.value;
  const chosen = () => ({ ids: selectedInOrder() });
  return (
    <ListFrame
      title={
        <>
          <h1>Deleted</h1>
          <span class="title-count">{total ? formatNumber(total) : ''}</span>
          <span class="grow" />
          {may('delete') && ids && ids.length > 0 && (
            <Button icon="trash" onClick={() => void emptyDeleted.run({ ids: [] })}>
              Empty deleted
            </Button>
          )}
          {ids && ids.length > 0 && <ViewSwitch />}
        </>
      }
      bar={
        ids &&
        ids.length > 0 && (
          <div class={`selection-bar ${count > 0 ? 'active' : ''}`} role="toolbar" aria-label="Selection">
            <span class="selection-count">
              {count > 0 && <Icon name="check" />}
              <span aria-live="polite">{count > 0 ? `${formatNumber(count)} selected` : 'Nothing selected'}</span>
            </span>
            {count > 0 && may('delete') && (
              <>
                <Button look="main" icon="undo" onClick={() => void restore.run(chosen())}>
                  Restore
                </Button>
                <Button icon="trash" onClick={() => void removePermanently.run(chosen())}>
                  Delete permanently
                </Button>
              </>
            )}
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
        )
      }
    >
      {(scroller) => {
        if (!ids) return <div class="grid-waiting" aria-busy="true" />;
        if (ids.length > 0) return <Listed ids={ids} scroller={scroller} />;
        return (
          <p class="page-empty">
            Nothing is deleted. What you delete stays here for {plural(installation.value.trashDays, 'day')} before it
            goes for good.
          </p>
        );
      }}
    </ListFrame>
  );
}
