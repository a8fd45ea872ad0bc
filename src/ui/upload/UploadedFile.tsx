import type { AssetId } from '../../domain/ids';
import { openDialog } from '../../state/dialogs';
import { describeFailure } from '../../state/failure';
import { formatBytes } from '../../text/format';
import { formatLabel, sizeLabel } from '../parts/facts';
import { RetryButton } from '../parts/RetryButton';
import { useAsset, usePreview } from '../parts/use-asset';
import './upload.css';
import '../parts/files.css';

/** A file that is in the library and waits for "Finish". */
export function UploadedFile({ id, title }: { id: AssetId; title: string }) {
  const asset = useAsset(id);
  const url = usePreview(asset, 320);
  return (
    <div class="uploaded-file" role="listitem" aria-label={title}>
      <span class="uploaded-picture">{url && <img src={url} alt="" />}</span>
      <button type="button" class="link file-name" onClick={() => openDialog({ type: 'viewer', id })}>
        {title}
      </button>
      {asset && (
        <span class="file-size">
          {[formatLabel(asset), sizeLabel(asset), formatBytes(asset.bytes)].filter(Boolean).join(' · ')}
        </span>
      )}
      <span class="file-state">{asset?.failure ? describeFailure(asset.failure) : 'Not finalised'}</span>
      {asset && <RetryButton asset={asset} />}
    </div>
  );
}
