import { useEffect, useRef } from 'preact/hooks';
import type { AssetId } from '../../../domain/ids';
import type { PackedIds } from '../../../domain/packed-ids';
import { type Roving, useRoving } from '../../../kit/roving';
import { focusedId, focusWanted } from '../../../state/grid';
import { anchorAt, selectRange } from '../../../state/selection';

interface AssetRoving extends Pick<Roving<AssetId>, 'list' | 'scroller' | 'stretchOf' | 'focusIn'> {
  ids: PackedIds;
}

/** The keyboard in a list of assets: with Shift the selection goes along, and what was opened gives it back. */
export function useAssetRoving({ ids, ...rest }: AssetRoving) {
  const roving = useRoving({ items: ids, on: focusedId, mark: 'data-asset', takesFocusOf: 'page', ...rest });
  const { stopIndex } = roving;
  /** Goes to an asset by its place; with `extend` the selection goes along. */
  const moveTo = (index: number, extend: boolean) => {
    const from = ids.at(stopIndex);
    const id = roving.moveTo(index);
    if (!extend || !id) return;
    if (from) anchorAt(from);
    selectRange(id);
  };

  const wanted = focusWanted.value;
  const answered = useRef(wanted);
  useEffect(() => {
    if (answered.current === wanted) return;
    answered.current = wanted;
    moveTo(stopIndex, false);
  }, [wanted]);
  return { ...roving, moveTo };
}
