import { useEffect, useState } from 'preact/hooks';
import type { Share } from '../../domain/share';
import { Button } from '../../kit/Button';
import { filesToHandOver, type Handing } from '../../sharing/drafts';
import { leftOutLines } from '../../sharing/members';
import { run } from '../../state/run';
import './shares.css';

/** The files themselves, handed to another app of the device. */
export function FilesLine({ share }: { share: Share }) {
  const [ready, setReady] = useState<Handing | null>(null);
  useEffect(() => void run('The files could not be made.', async () => setReady(await filesToHandOver(share))), []);
  if (!ready) return null;
  const files = 'files' in ready ? ready.files : null;
  const reason = 'reason' in ready ? ready.reason : undefined;
  const leftOut = 'leftOut' in ready ? leftOutLines(ready.leftOut) : [];
  return (
    <section class="shared-part" aria-label="The files">
      <Button
        icon="share"
        disabled={!files}
        title={reason}
        onClick={() => void navigator.share({ title: share.name, files: files ?? [] }).catch(() => {})}
      >
        Send files with another app
      </Button>
      {reason && <span class="setting-help">{reason}</span>}
      {leftOut.length > 0 && <span class="setting-help">Not among them: {leftOut.join(' ')}</span>}
    </section>
  );
}
