import { emptyDeleted } from '../../actions/delete';
import { Button } from '../../kit/Button';
import { gridIds } from '../../state/grid';
import { installation, may } from '../../state/installation';
import { plural } from '../../text/format';
import { ListFrame } from '../parts/list/ListFrame';
import '../parts/list-page.css';

/** Page "Deleted": what can still be had back, and for how long. */
export function DeletedPage() {
  const ids = gridIds.value;
  return (
    <ListFrame
      heading={<h1>Deleted</h1>}
      controls={
        may('delete') &&
        ids &&
        ids.length > 0 && (
          <Button icon="trash" onClick={() => void emptyDeleted.run({ ids: [] })}>
            Empty deleted
          </Button>
        )
      }
      empty={
        <p class="page-empty">
          Nothing is deleted. What you delete stays here for {plural(installation.value.trashDays, 'day')} before it
          goes for good.
        </p>
      }
      isBareWhenEmpty
    />
  );
}
