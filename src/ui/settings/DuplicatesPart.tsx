import { useState } from 'preact/hooks';
import { type Asset, titleOf } from '../../domain/asset';
import type { Duplicates } from '../../domain/duplicates';
import type { AssetId } from '../../domain/ids';
import { findDuplicates, mergeGroups } from '../../flows/duplicates';
import { Button } from '../../kit/Button';
import { openDialog } from '../../state/dialogs';
import { duplicates } from '../../state/duplicates';
import { formatBytes, formatNumber, plural } from '../../text/format';
import { usePreview } from '../parts/use-asset';
import './settings.css';

/** So many groups are shown at one time; those behind them come up as these are merged. */
const MOST_SHOWN = 50;

/** Settings → Storage: assets that are the same, to be made one. */
export function DuplicatesPart() {
  const [keep, setKeep] = useState<ReadonlyMap<Duplicates, AssetId>>(new Map());
  const groups = duplicates.value;
  const same = groups?.filter(({ type }) => type === 'bytes') ?? [];
  return (
    <section class="setting" aria-label="Duplicates">
      <h2 class="setting-label">Duplicates</h2>
      <p class="setting-help">
        Assets with the same bytes, and pictures that are the same in another size or form. Where they are merged, one
        stays and gets what the others say, their notes and their places in collections; the others go to Deleted.
      </p>
      <div class="setting-buttons">
        <Button onClick={() => void findDuplicates()}>Look for duplicates</Button>
        {same.length > 1 && (
          <Button onClick={() => void mergeGroups(same, keep)}>
            Merge all {formatNumber(same.length)} with the same bytes
          </Button>
        )}
      </div>
      {groups && (
        <p role="status">
          {groups.length === 0
            ? 'There are none.'
            : `${plural(groups.length, 'group')} of assets ${groups.length === 1 ? 'is' : 'are'} the same.`}
        </p>
      )}
      {groups?.slice(0, MOST_SHOWN).map((group) => (
        <Group
          key={group.assets[0]?.id}
          group={group}
          kept={keep.get(group) ?? group.assets[0]?.id}
          onKeep={(id) => setKeep(new Map(keep).set(group, id))}
          onMerge={() => void mergeGroups([group], keep)}
        />
      ))}
    </section>
  );
}

/** The picture itself says best whether it is the same. */
function Small({ asset }: { asset: Asset }) {
  const url = usePreview(asset, 320);
  return <span class="duplicates-small">{url && <img src={url} alt="" />}</span>;
}

interface GroupProps {
  group: Duplicates;
  kept: AssetId | undefined;
  onKeep: (id: AssetId) => void;
  onMerge: () => void;
}

function Group({ group, kept, onKeep, onMerge }: GroupProps) {
  const [first] = group.assets;
  const name = first ? titleOf(first) : '';
  return (
    <fieldset class="duplicates-group">
      <legend>{group.type === 'bytes' ? 'The same bytes' : 'The same picture'}</legend>
      {group.assets.map((asset) => (
        <div key={asset.id} class="duplicates-one">
          <label>
            <input
              type="radio"
              name={`keep-${first?.id}`}
              checked={asset.id === kept}
              onChange={() => onKeep(asset.id)}
            />
            Keep
          </label>
          <Small asset={asset} />
          <button type="button" class="storage-open" onClick={() => openDialog({ type: 'viewer', id: asset.id })}>
            {titleOf(asset)}
          </button>
          <span class="duplicates-facts">
            {asset.facts.width > 0 && `${asset.facts.width} × ${asset.facts.height}, `}
            {formatBytes(asset.bytes)}
          </span>
        </div>
      ))}
      <Button aria-label={`Merge ${name}`} onClick={onMerge}>
        Merge
      </Button>
    </fieldset>
  );
}
