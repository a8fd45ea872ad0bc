import { useEffect, useRef } from 'preact/hooks';
import type { AssetId } from '../../domain/ids';
import { Button, IconButton } from '../../kit/Button';
import { useLeave } from '../../kit/Dialog';
import { guardDetails, toggleDetails } from '../../state/details';
import { focusedId } from '../../state/grid';
import { may } from '../../state/installation';
import { selectedCount, selectedInOrder, selection } from '../../state/selection';
import { plural } from '../../text/format';
import { DetailsList } from '../parts/details/DetailsPanel';
import { useAsset } from '../parts/use-asset';
import './shell.css';
import '../parts/details.css';

/** The panel on the right: the facts of the one selected asset, else of the one with the focus. */
export function DetailsAside() {
  const count = selectedCount.value;
  const [only] = count === 1 ? selection.value : [];
  const wanted = count > 1 ? null : (only ?? focusedId.value);
  const { leave, asked, unsaved } = useLeave(toggleDetails, { name: 'Details' });
  useEffect(() => guardDetails((go) => leave(go)), []);
  const shown = useRef(wanted);
  // A note that is being changed stays in sight until it is saved or let go.
  if (unsaved.size === 0) shown.current = wanted;
  const id = shown.current;
  return asked(
    <aside class="details" aria-label="Details">
      <div class="details-head">
        <span>Details</span>
        <IconButton icon="close" label="Hide panel" onClick={toggleDetails} />
      </div>
      {id ? (
        <Facts key={id} id={id} />
      ) : (
        <p class="details-none">
          {count > 1 ? `${plural(count, 'asset')} selected.` : 'Select an asset to see its details.'}
        </p>
      )}
      {count > 0 && may('download') && (
        <Button
          icon="download"
          onClick={() => void import('../../flows/table').then(({ exportTable }) => exportTable(selectedInOrder()))}
        >
          Metadata as CSV
        </Button>
      )}
    </aside>,
  );
}

function Facts({ id }: { id: AssetId }) {
  const asset = useAsset(id);
  return asset ? <DetailsList asset={asset} /> : null;
}
