import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import { editCollection, removeFromCollection } from '../flows/collections';
import type { MenuItem } from '../kit/Menu';
import { openCollection } from '../state/collections';
import { may } from '../state/installation';
import type { Action } from './action';
import { actionsFor } from './index';

const allowed = ({ needs }: Action) => needs === null || may(needs);

/** What '…' of one asset offers, in the order of the list. */
export function assetMenu(asset: Asset): MenuItem[] {
  const context = { ids: [asset.id] };
  return actionsFor('asset')
    .flatMap((action): MenuItem[] => {
      const here = action.forAsset?.(asset) ?? { shown: true };
      if (!here.shown || !allowed(action)) return [];
      return [
        {
          label: action.label,
          icon: action.icon ?? 'file',
          disabled: here.disabled,
          run: () => void action.run(context),
        },
      ];
    })
    .concat(collectionItems(asset));
}

/** On a collection's page two more, about this collection. */
function collectionItems(asset: Asset): MenuItem[] {
  const collection = openCollection.peek();
  if (!collection || !may('collections')) return [];
  return [
    {
      label: 'Use as cover',
      icon: 'image',
      disabled: collection.coverId === asset.id ? 'It is the cover.' : undefined,
      run: () => void editCollection(collection.id, { coverId: asset.id }),
    },
    { label: 'Remove from collection', icon: 'minus', run: () => void removeFromCollection(collection.id, [asset.id]) },
  ];
}

/** What "More actions" of the selection offers. */
export function selectionMenu(ids: () => readonly AssetId[]): MenuItem[] {
  return actionsFor('selection')
    .filter(allowed)
    .map((action) => ({
      label: action.label,
      icon: action.icon ?? 'file',
      run: () => void action.run({ ids: ids() }),
    }));
}
