import { emptyDeleted } from '../../actions/delete';
import { Button } from '../../kit/Button';
import { gridIds, gridTotal } from '../../state/grid';
import { installation, may } from '../../state/installation';
import { formatNumber, plural } from '../../text/format';
import { Listed, ViewSwitch } from '../parts/list/Listed';
import { ListFrame } from '../parts/list/ListFrame';
import { SelectionBar } from '../parts/list/SelectionBar';
import '../parts/list-page.css';

/** Page "Deleted": what can still be had back, and for how long. */
export function DeletedPage() {
  const ids = gridIds.value;
  const total = gridTotal.value;
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
      bar={ids && ids.length > 0 && <SelectionBar />}
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
