import { useState } from 'preact/hooks';
import { titleOf } from '../../domain/asset';
import type { AssetId } from '../../domain/ids';
import { saveVersion } from '../../flows/save-version';
import { makeCurrent } from '../../flows/versions';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { closeDialog, openDialog } from '../../state/dialogs';
import { may, role } from '../../state/installation';
import { versionsOf } from '../../state/versions';
import { GoneDialog } from '../parts/GoneDialog';
import { useAsset } from '../parts/use-asset';
import { VersionFacts } from './VersionFacts';
import { CompareStage, VersionStage } from './VersionStage';
import './versions.css';

/** Dialog "Version history of {title}". */
export function HistoryDialog({ id }: { id: AssetId }) {
  const asset = useAsset(id);
  const versions = versionsOf(id).value;
  const [shownId, setShownId] = useState<string>();
  const [comparing, setComparing] = useState(false);
  const [withMetadata, setWithMetadata] = useState(false);

  const current = versions?.find((version) => version.id === asset?.currentVersionId);
  const shown = versions?.find((version) => version.id === shownId) ?? current ?? versions?.at(-1);
  if (versions && versions.length === 0) return <GoneDialog />;
  if (!asset || !shown || !versions) return null;
  const at = versions.indexOf(shown);
  const isCurrent = shown === current;
  // What it is compared with: the current one, or for that one the version before it.
  const other = isCurrent ? (versions[at - 1] ?? versions[at + 1]) : current;
  const walk = (step: number) => {
    const next = versions[at + step];
    if (next) setShownId(next.id);
  };
  return (
    <Dialog
      title={`Version history of ${titleOf(asset)}`}
      class="history-dialog"
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return;
        if (event.key === 'ArrowLeft') walk(-1);
        else if (event.key === 'ArrowRight') walk(1);
      }}
      onClose={closeDialog}
      foot={
        <>
          <Button icon="chevron-left" disabled={at <= 0} onClick={() => walk(-1)}>
            Prev
          </Button>
          <Button icon="chevron-right" disabled={at >= versions.length - 1} onClick={() => walk(1)}>
            Next
          </Button>
          <Button icon="compare" aria-pressed={comparing} disabled={!other} onClick={() => setComparing(!comparing)}>
            Compare
          </Button>
          <span class="grow" />
          {may('download') && role.value.originals && (
            <Button icon="download" onClick={() => void saveVersion(shown)}>
              Download
            </Button>
          )}
          {may('new-version') && !isCurrent && shown.frozenFields && (
            <label class="history-with">
              <input
                type="checkbox"
                checked={withMetadata}
                onChange={(event) => setWithMetadata(event.currentTarget.checked)}
              />
              Also take its metadata
            </label>
          )}
          {may('new-version') && (
            <>
              <Button disabled={isCurrent} onClick={() => void makeCurrent(shown, withMetadata)}>
                Make current
              </Button>
              <Button
                icon="trash"
                disabled={versions.length < 2}
                title={versions.length < 2 ? 'The last version cannot be deleted; delete the asset.' : undefined}
                onClick={() => openDialog({ type: 'delete-version', version: shown, isCurrent })}
              >
                Delete version
              </Button>
            </>
          )}
          <Button look="main" onClick={closeDialog}>
            Done
          </Button>
        </>
      }
    >
      <div class="history">
        {comparing && other ? (
          <CompareStage
            left={at < versions.indexOf(other) ? shown : other}
            right={at < versions.indexOf(other) ? other : shown}
          />
        ) : (
          <VersionStage version={shown} />
        )}
        <VersionFacts
          version={shown}
          asset={asset}
          heading={`Version ${at + 1} of ${versions.length}`}
          isCurrent={isCurrent}
          other={other}
        />
      </div>
    </Dialog>
  );
}
