import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Asset } from '../../domain/asset';
import type { ShareItem } from '../../domain/share';
import { itemsOfAssets, itemsOfCollection } from '../../sharing/members';
import { assetsNow } from '../../state/assets';
import { collections } from '../../state/collections';
import type { ShareWhat } from '../../state/dialogs';
import { AS_COLLECTION, expectedBytes } from '../../state/profile-choice';
import { run } from '../../state/run';

/**
 * What is shared, as it was when the dialog opened.
 * @param profile as what all of it goes out, or `AS_COLLECTION`
 * @returns the items, and how many bytes they will be, about; undefined until they are read
 */
export function useMembers(what: ShareWhat, profile: string): { items: ShareItem[]; bytes: number } | undefined {
  const [loaded, setLoaded] = useState<{ items: ShareItem[]; assets: Map<string, Asset> }>();
  useEffect(() => {
    void run('What is to be shared could not be read.', async () => {
      const items = what.type === 'assets' ? await itemsOfAssets(what.ids, '') : await itemsOfWhole(what.id);
      const assets = await assetsNow(items.map((item) => item.assetId));
      setLoaded({ items, assets: new Map(assets.map((asset) => [asset.id, asset])) });
    });
  }, []);
  const items = useMemo(
    () => loaded?.items.map((item) => (profile === AS_COLLECTION ? item : { ...item, profileId: profile })),
    [loaded, profile],
  );
  if (!loaded || !items) return undefined;
  const sizes = items.map(({ assetId, profileId }) => {
    const asset = loaded.assets.get(assetId);
    return asset ? expectedBytes(asset, profileId) : 0;
  });
  return { items, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const itemsOfWhole = (id: Extract<ShareWhat, { type: 'collection' }>['id']) =>
  itemsOfCollection(id, collections.peek()?.find((each) => each.id === id)?.profileId ?? '');
