import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import type { SharedFile } from '../../package/manifest';
import { formatBytes } from '../../text/format';
import { middleEllipsis } from '../../text/naming';
import { downloadShared } from '../files';
import './receive.css';

/** Before anything is measured: as receive.css has it, tile and gap. */
const TILE = { width: 196, height: 252 };
const SPARE_ROWS = 3;

/** The files of a share, of which only those near what is in sight exist: thousands scroll like ten. */
export function ReceivedFiles({ files, busy }: { files: readonly SharedFile[]; busy: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState({ first: 0, last: Math.min(files.length, 60), columns: 1, height: TILE.height });

  const look = () => {
    const element = list.current;
    const page = element?.closest('.page');
    if (!element || !page) return;
    const style = getComputedStyle(element);
    const columns = style.gridTemplateColumns.split(' ').length;
    const tile = element.querySelector('li')?.getBoundingClientRect().height ?? TILE.height;
    const height = tile + Number.parseFloat(style.rowGap);
    const above = page.getBoundingClientRect().top - element.getBoundingClientRect().top;
    const firstRow = Math.max(0, Math.floor(above / height) - SPARE_ROWS);
    const rows = Math.ceil(page.clientHeight / height) + 2 * SPARE_ROWS;
    const first = firstRow * columns;
    const last = Math.min(files.length, (firstRow + rows) * columns);
    setShown((now) =>
      now.first === first && now.last === last && now.columns === columns && now.height === height
        ? now
        : { first, last, columns, height },
    );
  };
  useLayoutEffect(look, [files]);
  useEffect(() => {
    const element = list.current;
    const page = element?.closest('.page');
    if (!element || !page) return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    page.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      page.removeEventListener('scroll', look);
    };
  }, [files]);

  const { first, last, columns, height } = shown;
  const rowsBelow = Math.ceil((files.length - last) / columns);
  return (
    <ul
      ref={list}
      class="receive-files"
      aria-label="Files"
      style={{ paddingBlock: `${(first / columns) * height}px ${rowsBelow * height}px` }}
    >
      {files.slice(first, last).map((file, i) => (
        <ReceivedFile key={file.name} file={file} busy={busy} position={first + i + 1} of={files.length} />
      ))}
    </ul>
  );
}

interface ReceivedFileProps {
  file: SharedFile;
  busy: boolean;
  /** From 1 on. */
  position: number;
  of: number;
}

function ReceivedFile({ file, busy, position, of }: ReceivedFileProps) {
  const { preview, name, title } = file;
  return (
    <li class="receive-file" aria-label={name} aria-posinset={position} aria-setsize={of}>
      <div class="receive-picture">
        {preview ? (
          <img src={`data:${preview.type};base64,${preview.data}`} alt="" loading="lazy" draggable={false} />
        ) : (
          <Icon name="file" size={28} />
        )}
      </div>
      <div class="receive-line">
        <span title={title || name}>{middleEllipsis(title || name, 40)}</span>
        <Button
          icon="download"
          look="quiet"
          aria-label={`Download ${name}`}
          disabled={busy}
          onClick={() => void downloadShared(file)}
        />
      </div>
      <div class="receive-facts">
        {title && title !== name ? `${middleEllipsis(name, 40)} · ` : ''}
        {formatBytes(file.bytes)}
      </div>
    </li>
  );
}
