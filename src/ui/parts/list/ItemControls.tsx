import { ORIGINAL, profileFits } from '../../../domain/access';
import { type Asset, titleOf } from '../../../domain/asset';
import type { Collection } from '../../../domain/collection';
import { moveInCollection, setItemProfile } from '../../../flows/collections';
import { IconButton } from '../../../kit/Button';
import { openItems } from '../../../state/collections';
import { gridIds } from '../../../state/grid';
import { may, myProfiles } from '../../../state/installation';
import { AS_COLLECTION, profileName, profileOptions } from '../../../state/profile-choice';
import '../tile-controls.css';

export interface ItemControlsProps {
  asset: Asset;
  collection: Collection;
  tabStop: boolean;
}

/** On a collection's page, under each asset: how it goes out, and its place in the order. */
export function ItemControls({ asset, collection, tabStop }: ItemControlsProps) {
  const item = openItems.value.get(asset.id);
  const title = titleOf(asset);
  const tabIndex = tabStop ? 0 : -1;
  const ids = gridIds.value;
  const at = ids?.indexOf(asset.id) ?? -1;
  const locked = !may('collections');
  const fits = new Set(myProfiles.value.filter((profile) => profileFits(profile, asset)).map(({ id }) => id));
  const kept = item?.profileId ?? '';
  const options = profileOptions(kept).filter(({ value }) => value === ORIGINAL || value === kept || fits.has(value));
  return (
    <div class="tile-controls item-controls">
      <select
        class="select"
        aria-label={`Export profile for ${title}`}
        tabIndex={tabIndex}
        disabled={locked}
        value={item?.profileId ?? AS_COLLECTION}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void setItemProfile(collection.id, asset.id, value === AS_COLLECTION ? null : value);
        }}
      >
        <option value={AS_COLLECTION}>As the collection · {profileName(collection.profileId)}</option>
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      {!locked && (
        <>
          <IconButton
            icon="chevron-left"
            label={`Move ${title} earlier`}
            tabIndex={tabIndex}
            disabled={at <= 0}
            onClick={() => void moveInCollection(collection.id, [asset.id], at - 1)}
          />
          <IconButton
            icon="chevron-right"
            label={`Move ${title} later`}
            tabIndex={tabIndex}
            disabled={at < 0 || at >= (ids?.length ?? 0) - 1}
            onClick={() => void moveInCollection(collection.id, [asset.id], at + 1)}
          />
        </>
      )}
    </div>
  );
}
