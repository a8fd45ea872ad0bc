import { describeError } from '../../domain/errors';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { Icon } from '../../kit/Icon';
import { VirtualList } from '../../kit/VirtualList';
import { closeDialog } from '../../state/dialogs';
import type { ZipProgress } from '../../state/zip-progress';
import { formatNumber, plural } from '../../text/format';
import { middleEllipsis } from '../../text/naming';
import './download.css';
import '../parts/files.css';

const ROW_HEIGHT = 44;

/** Dialog "Download": one line a file as it is made. Closed, the work goes on in Jobs. */
export function DownloadDialog({ zip }: { zip: ZipProgress }) {
  zip.revision.value;
  const status = zip.status.value;
  const done = zip.lines.length;
  return (
    <Dialog
      title="Download"
      class="download-dialog"
      onClose={closeDialog}
      foot={
        <>
          <span class="grow" role="status">
            {summary(zip, status)}
          </span>
          {status === 'running' && <Button onClick={zip.cancel}>Cancel</Button>}
          <Button look={status === 'running' ? 'plain' : 'main'} onClick={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <p class="download-name">{zip.name}</p>
      <progress
        class={status === 'failed' ? 'failed' : status === 'done' ? 'done' : ''}
        aria-label={zip.name}
        max={zip.total}
        value={done}
      />
      <VirtualList label="Files" count={done} rowHeight={ROW_HEIGHT} follow>
        {(index) => {
          const line = zip.lines[index];
          return (
            line && (
              <div key={index} class={`download-line ${line.failure ? 'failed' : ''}`} role="listitem">
                <Icon name={line.failure ? 'alert' : 'check'} size={14} />
                <span class="file-name" title={line.name}>
                  {middleEllipsis(line.name, 56)}
                </span>
                {line.failure && <span class="file-state">Not included. {describeError(line.failure)}</span>}
              </div>
            )
          );
        }}
      </VirtualList>
    </Dialog>
  );
}

function summary(zip: ZipProgress, status: string): string {
  if (status === 'failed') return zip.failure ? describeError(zip.failure) : '';
  const left = zip.failures > 0 ? `, ${formatNumber(zip.failures)} not included (listed in the zip)` : '';
  if (status === 'done') return `${plural(zip.total - zip.failures, 'file')} in the zip${left}`;
  return `${formatNumber(zip.lines.length)} of ${formatNumber(zip.total)}${left}`;
}
