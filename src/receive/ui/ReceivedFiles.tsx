import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { rowsInView, useView } from '../../kit/windowed';
import type { SharedFile } from '../../package/manifest';
import { formatBytes } from '../../text/format';
import { middleEllipsis } from '../../text/naming';
import { downloadShared } from '../files';
import './receive.css';

/** Before anything is measured: as receive.css has it, with the gap. */
const TILE = { height: 252 };
const SPARE_ROWS = 3;

/** The files of a share, of which only those near what is in sight exist: thousands scroll like ten. */
export function ReceivedFiles({ files, busy }: { files: readonly SharedFile[]; busy: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const page = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    page.current = list.current?.closest<HTMLElement>('.page') ?? null;
  }, []);
  const view = useView(page, list);
  const [{ columns, rowHeight }, setGrid] = useState({ columns: 1, rowHeight: TILE.height });
  // How many stand beside each other, and how high they are, its styles say.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const tile = element.querySelector('li')?.getBoundingClientRect().height ?? TILE.height;
    setGrid({
      columns: style.gridTemplateColumns.split(' ').length,
      rowHeight: tile + Number.parseFloat(style.rowGap),
    });
  }, [view.width, files]);

  const count = Math.ceil(files.length / columns);
  const rows = rowsInView(view, { rowHeight, count, spare: SPARE_ROWS });
  const [firstRow = 0] = rows;
  const rowsBelow = Math.max(0, count - firstRow - rows.length);
  const first = firstRow * columns;
  const last = Math.min(files.length, (firstRow + rows.length) * columns);
  return (
    <ul
      ref={list}
      class="receive-files"
      aria-label="Files"
      style={{ paddingBlock: `${firstRow * rowHeight}px ${rowsBelow * rowHeight}px` }}
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
