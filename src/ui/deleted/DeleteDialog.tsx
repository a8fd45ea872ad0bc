import { useEffect, useState } from 'preact/hooks';
import { titleOf } from '../../domain/asset';
import type { AssetId } from '../../domain/ids';
import { deleteAssets, purgeAssets } from '../../flows/trash';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { assetsNow } from '../../state/assets';
import { pathOf } from '../../state/categories';
import { namesOfCollectionsWith } from '../../state/collections';
import { closeDialog } from '../../state/dialogs';
import { installation } from '../../state/installation';
import { plural } from '../../text/format';
import { InBackup } from '../parts/InBackup';

const MOST_PLACES = 4;

interface DeleteDialogProps {
  ids: readonly AssetId[];
}

/** Dialog "Delete {title}?": says where the assets still belong and how long they stay in Deleted. */
export function DeleteDialog({ ids }: DeleteDialogProps) {
  const [facts, setFacts] = useState<{ title: string; places: string[]; collections: string[] }>();
  useEffect(() => {
    void Promise.all([assetsNow(ids), namesOfCollectionsWith(ids)]).then(([assets, collections]) => {
      const [only] = assets.length === 1 ? assets : [];
      setFacts({
        title: only ? titleOf(only) : '',
        collections,
        places: [...new Set(assets.flatMap((asset) => asset.categoryIds))].map(pathOf).filter((path) => path !== ''),
      });
    });
  }, []);
  if (!facts) return null;
  const { title, places, collections } = facts;
  const days = installation.value.trashDays;
  return (
    <ConfirmDialog
      title={title ? `Delete ${title}?` : `Delete ${plural(ids.length, 'asset')}?`}
      onClose={closeDialog}
      onOk={() => void deleteAssets(ids)}
    >
      <p>
        {ids.length === 1 ? 'It stays' : 'They stay'} in Deleted for {plural(days, 'day')} and can be restored from
        there to exactly what {ids.length === 1 ? 'it was' : 'they were'}.
      </p>
      {places.length > 0 && (
        <p>
          {ids.length === 1 ? 'It is' : 'They are'} in {plural(places.length, 'category', 'categories')}:{' '}
          {places.slice(0, MOST_PLACES).join(', ')}
          {places.length > MOST_PLACES && ` and ${plural(places.length - MOST_PLACES, 'more', 'more')}`}.
        </p>
      )}
      {collections.length > 0 && (
        <p>
          {ids.length === 1 ? 'It is' : 'They are'} in {plural(collections.length, 'collection')}:{' '}
          {collections.slice(0, MOST_PLACES).join(', ')}
          {collections.length > MOST_PLACES && ` and ${plural(collections.length - MOST_PLACES, 'more', 'more')}`}.
        </p>
      )}
    </ConfirmDialog>
  );
}

interface PurgeDialogProps {
  ids: readonly AssetId[];
  /** Whether it is everything in Deleted. */
  everything: boolean;
}

/** Asks before assets go for good. */
export function PurgeDialog({ ids, everything }: PurgeDialogProps) {
  return (
    <ConfirmDialog
      title={everything ? 'Empty deleted?' : `Delete ${plural(ids.length, 'asset')} permanently?`}
      onClose={closeDialog}
      onOk={() => void purgeAssets(ids)}
    >
      <p>
        {plural(ids.length, 'asset')}, with every version and note, will be gone for good. Nobody can bring{' '}
        {ids.length === 1 ? 'it' : 'them'} back. <InBackup ids={ids} />
      </p>
    </ConfirmDialog>
  );
}
