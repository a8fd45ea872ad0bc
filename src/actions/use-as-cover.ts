import { editCollection } from '../flows/collections';
import { openCollection } from '../state/collections';
import { action } from './action';

export const useAsCover = action({
  id: 'use-as-cover',
  label: 'Use as cover',
  icon: 'image',
  needs: 'collections',
  places: ['asset-menu'],
  scope: 'collection',
  when: ({ ids }) => ids.length === 1,
  verdict: ({ id }) => openCollection.peek()?.coverId !== id || 'It is the cover.',
  run: ({ ids: [coverId] }) => {
    const collection = openCollection.peek();
    if (collection && coverId) void editCollection(collection.id, { coverId });
  },
});
