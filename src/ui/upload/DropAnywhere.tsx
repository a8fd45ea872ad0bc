import { useEffect, useState } from 'preact/hooks';
import { fromTransfer } from '../../flows/chosen';
import { Icon } from '../../kit/Icon';
import { installationIsRead, may } from '../../state/installation';
import { hasFiles } from '../parts/drag';
import './upload.css';

/** Files dropped or pasted anywhere on the page open dialog "Upload". */
export function DropAnywhere() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer) || !may('upload')) return;
      depth++;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const allow = (event: DragEvent) => {
      // Without this the browser would leave the page and show the file.
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      void take(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData || !hasFiles(event.clipboardData)) return;
      event.preventDefault();
      void take(event.clipboardData);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragleave', leave);
    document.addEventListener('dragover', allow);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('dragover', allow);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  if (!over) return null;
  return (
    <div class="drop-anywhere">
      <div>
        <Icon name="upload" size={32} />
        Drop to add to your library
      </div>
    </div>
  );
}

/** Reads the transfer at once: it is empty after the event. What the role may do, and the upload's code, may come later. */
async function take(transfer: DataTransfer): Promise<void> {
  const collected = fromTransfer(transfer);
  await installationIsRead;
  if (!may('upload')) return;
  const { addToUpload } = await import('../../flows/uploads');
  await addToUpload(collected);
}
