import { useState } from 'preact/hooks';
import type { Collection } from '../../../domain/collection';
import type { AssetId } from '../../../domain/ids';
import { moveInCollection } from '../../../flows/collections';
import { gridIds } from '../../../state/grid';
import { may } from '../../../state/installation';
import { dragsAssets, droppedAssets } from '../drag';

/**
 * On a collection's page assets are dropped before or after one another.
 * @param way how they follow one another
 */
export function useDropInOrder(id: AssetId, collection: Collection | undefined, way: 'across' | 'down') {
  const [mark, setMark] = useState<'' | 'drop-before' | 'drop-after'>('');
  if (!collection || !may('collections')) return { mark: '', handlers: {} };
  const sideOf = (event: DragEvent): 'drop-before' | 'drop-after' => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    if (way === 'down') return event.clientY < box.top + box.height / 2 ? 'drop-before' : 'drop-after';
    const first = event.clientX < box.left + box.width / 2;
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    return first !== rtl ? 'drop-before' : 'drop-after';
  };
  return {
    mark,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!dragsAssets(event)) return;
        event.preventDefault();
        setMark(sideOf(event));
      },
      onDragLeave: () => setMark(''),
      onDrop: (event: DragEvent) => {
        if (!dragsAssets(event)) return;
        event.preventDefault();
        setMark('');
        const dropped = droppedAssets(event);
        const ids = gridIds.peek();
        if (dropped.length === 0 || !ids) return;
        const going = new Set(dropped);
        const end = ids.indexOf(id) + (sideOf(event) === 'drop-after' ? 1 : 0);
        // Counted among those that stay.
        const index = ids.slice(0, end).filter((each) => !going.has(each)).length;
        void moveInCollection(collection.id, dropped, index);
      },
    },
  };
}
