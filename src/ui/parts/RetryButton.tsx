import { type Asset, titleOf } from '../../domain/asset';
import { isPassing } from '../../domain/errors';
import { Button } from '../../kit/Button';
import './list/assets.css';

/** "Retry" beside the reason why there is no picture, where a second try may go through. */
export function RetryButton({ asset, tabStop = true }: { asset: Asset; tabStop?: boolean }) {
  if (!asset.failure || !isPassing(asset.failure)) return null;
  return (
    <Button
      class="tile-retry"
      aria-label={`Retry ${titleOf(asset)}`}
      tabIndex={tabStop ? 0 : -1}
      // Neither selects the tile that it stands in, nor opens it.
      onClick={(event) => {
        event.stopPropagation();
        void import('../../flows/left-over').then(({ lookAgain }) => lookAgain(asset));
      }}
      onDblClick={(event) => event.stopPropagation()}
    >
      Retry
    </Button>
  );
}
