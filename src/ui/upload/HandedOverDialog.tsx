import { useState } from 'preact/hooks';
import type { Handover } from '../../domain/handed-over';
import { addHandedOver, refuseHandedOver } from '../../flows/handed-over';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { formatBytes, plural } from '../../text/format';
import { middleEllipsis } from '../../text/naming';
import './upload.css';

const MOST_LISTED = 50;

/** Dialog "Add what was handed over?": any web page can hand files over, so nothing is added before somebody says so. */
export function HandedOverDialog({ id, about }: { id: string; about: Handover }) {
  const { from, files } = about;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const [adding, setAdding] = useState(false);
  const add = async () => {
    setAdding(true);
    await addHandedOver(id);
    setAdding(false);
  };
  const refuse = () => void refuseHandedOver(id);
  return (
    <Dialog
      title="Add what was handed over?"
      onClose={refuse}
      foot={
        <>
          <Button busy={adding} onClick={() => void add()}>
            Add
          </Button>
          {/* The focus is here: a page that opens this while somebody types gets nothing by their Enter. */}
          <Button look="main" onClick={refuse}>
            Do not add
          </Button>
        </>
      }
    >
      <p>
        {from ? (
          <>
            The web page <strong>{from}</strong> hands over
          </>
        ) : (
          'Another app, or a web page that does not say which, hands over'
        )}{' '}
        {plural(files.length, 'file')}, {formatBytes(bytes)}. They come into your library only with “Add”; else they are
        deleted. If you did not ask for this, do not add them.
      </p>
      <ul class="handed-over" aria-label="Files">
        {files.slice(0, MOST_LISTED).map((file, i) => (
          <li key={i}>
            <span title={file.name}>{middleEllipsis(file.name, 60)}</span> {formatBytes(file.bytes)}
          </li>
        ))}
        {files.length > MOST_LISTED && <li>and {(files.length - MOST_LISTED).toLocaleString()} more</li>}
      </ul>
    </Dialog>
  );
}
