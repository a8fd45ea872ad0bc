import type { AssetId } from '../../domain/ids';
import { isSelected, selectedInOrder } from '../../state/selection';

/** Type of a drag of assets inside the program; files from outside have "Files". */
const ASSETS = 'application/x-satchel-assets';
const CATEGORY = 'application/x-satchel-category';

/** Whether something dragged or pasted holds files. */
export const hasFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') ?? false;

/** Begins to drag an asset, or the selection that it belongs to. */
export function startAssetDrag(event: DragEvent, id: AssetId): void {
  const ids = isSelected(id) ? selectedInOrder() : [id];
  event.dataTransfer?.setData(ASSETS, JSON.stringify(ids));
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
}

export const dragsAssets = (event: DragEvent) => event.dataTransfer?.types.includes(ASSETS) ?? false;
export const dragsCategory = (event: DragEvent) => event.dataTransfer?.types.includes(CATEGORY) ?? false;

/** The assets that were dropped. Only this program writes this type; anything else is none. */
export function droppedAssets(event: DragEvent): AssetId[] {
  try {
    const ids: unknown = JSON.parse(event.dataTransfer?.getData(ASSETS) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id): id is AssetId => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function startCategoryDrag(event: DragEvent, id: string): void {
  event.dataTransfer?.setData(CATEGORY, id);
}

export const droppedCategory = (event: DragEvent) => event.dataTransfer?.getData(CATEGORY) || null;
