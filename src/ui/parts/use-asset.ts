import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Asset, AssetState } from '../../domain/asset';
import type { AssetId, BlobHash } from '../../domain/ids';
import type { PreviewSize } from '../../domain/preview';
import { usePreviewUrl } from '../../state/preview-urls';
import { holdRow, letGoRow } from '../../state/rows';

/** An asset's row, kept in step while the component is there. Use one component per id (key it by the id). */
export function useAsset(id: AssetId): Asset | undefined {
  const row = useMemo(() => holdRow(id), [id]);
  useEffect(() => () => letGoRow(id), [id]);
  return row.value;
}

/** The address of an asset's preview; undefined while it is looked up, null where there is none. */
export function usePreview(asset: Asset | undefined, size: PreviewSize): string | null | undefined {
  // A damaged picture has the previews of the part that could be read, if any.
  const ready = asset !== undefined && asset.state !== 'stored';
  return usePreviewOf(ready ? asset.blobHash : undefined, size, asset?.state);
}

/**
 * The address of the preview of some bytes; undefined while it is looked up, null where there is none.
 * @param state looked up anew when it changes: what failed may have been tried again
 */
export function usePreviewOf(
  hash: BlobHash | undefined,
  size: PreviewSize,
  state?: AssetState,
): string | null | undefined {
  const [url, setUrl] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    setUrl(undefined);
    return hash ? usePreviewUrl(hash, size, setUrl) : undefined;
  }, [hash, size, state]);
  return url;
}
