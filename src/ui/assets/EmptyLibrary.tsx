import { useState } from 'preact/hooks';
import { upload } from '../../actions/upload';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { openDialog } from '../../state/dialogs';
import { may } from '../../state/installation';
import { alertPerson } from '../../state/messages';
import './empty.css';

const SAMPLES = [
  'satchel-mark.svg',
  'mountain.avif',
  'dandelion-clock.webp',
  'dandelions.jpg',
  'sunset.jpg',
  'autumn-hills.jpg',
] as const;

/** What somebody sees first: what this is, where the files are, and two ways to begin. */
export function EmptyLibrary() {
  const [adding, setAdding] = useState(false);
  const addSamples = async () => {
    setAdding(true);
    try {
      await (await import('../../flows/uploads')).addSamples(SAMPLES);
    } catch {
      alertPerson('The sample pictures could not be loaded. Check the connection and try again.');
    } finally {
      setAdding(false);
    }
  };
  return (
    <section class="empty" aria-label="Empty library">
      <div class="empty-art" aria-hidden="true">
        <span class="empty-print a" />
        <span class="empty-print b" />
        <span class="empty-satchel">
          <Icon name="images" size={44} />
        </span>
      </div>
      <h1>Your pictures, in one place of your own</h1>
      <p class="empty-text">
        Satchel keeps, converts and hands out pictures and files without a server: everything you add stays in this
        browser on this device, and nowhere else.
      </p>
      {may('upload') && (
        <div class="empty-actions">
          <Button look="main" icon="upload" onClick={() => void upload.run({ ids: [] })}>
            Upload
          </Button>
          <Button icon="sparkles" disabled={adding} onClick={() => void addSamples()}>
            Try with sample pictures
          </Button>
          <Button icon="retry" onClick={() => openDialog({ type: 'restore' })}>
            Restore a backup
          </Button>
        </div>
      )}
      <p class="empty-hint">Or drop files and folders anywhere on this page.</p>
    </section>
  );
}
