import { removeFromCollection } from '../flows/collections';
import { openCollection } from '../state/collections';
import { action } from './action';

export const takeOut = action({
  id: 'remove-from-collection',
  label: 'Remove from collection',
  icon: 'minus',
  needs: 'collections',
  places: ['asset-menu', 'selection-bar'],
  scope: 'collection',
  run: ({ ids }) => {
    const collection = openCollection.peek();
    if (collection) void removeFromCollection(collection.id, ids);
  },
});
