import { useEffect, useState } from 'preact/hooks';
import type { Asset } from '../../domain/asset';
import { titleOf } from '../../domain/asset';
import type { AssetId } from '../../domain/ids';
import { assetsNow } from '../../state/assets';
import { listSuggestions } from '../../state/grid';
import { run } from '../../state/run';
import { plural } from '../../text/format';
import { GoneDialog } from '../parts/GoneDialog';
import '../parts/fields/edit.css';
import { EditMany } from './EditMany';
import { EditOne } from './EditOne';

export type Suggestions = ReadonlyMap<string, readonly string[]>;

/** Dialog "Edit {title}" or "Edit {n} assets". */
export function EditDialog({ ids }: { ids: readonly AssetId[] }) {
  const [assets, setAssets] = useState<readonly Asset[]>();
  const [suggestions, setSuggestions] = useState<Suggestions>(new Map());
  useEffect(() => {
    // Suggestions come after: for both at once the disk is read twice at the same time.
    void run('The assets could not be read.', async () => setAssets(await assetsNow(ids)))
      .then(listSuggestions)
      .then(setSuggestions);
  }, []);
  const [only] = assets ?? [];
  if (!assets) return null;
  if (!only) return <GoneDialog />;
  return assets.length === 1 ? (
    <EditOne asset={only} title={`Edit ${titleOf(only)}`} suggestions={suggestions} />
  ) : (
    <EditMany assets={assets} title={`Edit ${plural(assets.length, 'asset')}`} suggestions={suggestions} />
  );
}
