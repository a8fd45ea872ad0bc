import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { inReadingDirection, isForControls, tileFor } from '../../kit/item-keys';
import { useRoving } from '../../kit/roving';
import { rowsInView, useView } from '../../kit/windowed';
import type { SharedFile } from '../../package/manifest';
import { formatBytes } from '../../text/format';
import { middleEllipsis } from '../../text/naming';
import { downloadShared } from '../files';
import { tilesAt } from './tiles';
import './receive.css';

const SPARE_ROWS = 3;

/** The files of a share: only those near what is in sight exist, and the one that has the focus. */
export function ReceivedFiles({ files, busy }: { files: readonly SharedFile[]; busy: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const page = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    page.current = list.current?.closest<HTMLElement>('.page') ?? null;
  }, []);
  const view = useView(page, list);
  const { columns, rowHeight, styleAt } = tilesAt(view.width);
  const names = useMemo(() => files.map(({ name }) => name), [files]);
  const rowOf = (index: number) => Math.floor(index / columns);
  const { focusedIndex, stopIndex, here, moveTo, onFocusIn } = useRoving({
    items: names,
    on: useSignal<string | null>(null),
    mark: 'data-file',
    list,
    scroller: page,
    stretchOf: (index) => ({ top: rowOf(index) * rowHeight, bottom: (rowOf(index) + 1) * rowHeight }),
    takesFocusOf: 'list',
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const item = event.target instanceof HTMLElement ? event.target.closest('li') : null;
    if (!item || isForControls(event, item)) return;
    const lines = Math.max(1, Math.floor(view.height / rowHeight) - 1);
    const far = event.ctrlKey || event.metaKey;
    const key = inReadingDirection(event.key);
    const target = tileFor(key, { at: here(), count: files.length, columns, page: lines, far });
    if (target === undefined) return;
    moveTo(target);
    event.preventDefault();
  };

  const count = Math.ceil(files.length / columns);
  const keep = focusedIndex < 0 ? -1 : rowOf(focusedIndex);
  const drawn = view.width === 0 ? [] : rowsInView(view, { rowHeight, count, spare: SPARE_ROWS, keep });
  const positions = drawn.flatMap((row) => Array.from({ length: columns }, (_, column) => row * columns + column));
  return (
    <ul
      ref={list}
      class="receive-files"
      aria-label="Files"
      style={{ height: `${count * rowHeight}px` }}
      onKeyDown={onKeyDown}
      onFocusIn={onFocusIn}
    >
      {positions.map((position) => {
        const file = files[position];
        const rest = { busy, position, of: files.length, place: styleAt(position), tabStop: position === stopIndex };
        return file && <ReceivedFile key={file.name} file={file} {...rest} />;
      })}
    </ul>
  );
}

interface ReceivedFileProps {
  file: SharedFile;
  busy: boolean;
  /** From 0 on. */
  position: number;
  of: number;
  /** Where it stands, as styles. */
  place: Record<string, string>;
  /** Whether Tab comes to it, and to what is in it. */
  tabStop: boolean;
}

function ReceivedFile({ file, busy, position, of, place, tabStop }: ReceivedFileProps) {
  const { preview, name, title } = file;
  const tabIndex = tabStop ? 0 : -1;
  return (
    <li
      class="receive-file"
      aria-label={name}
      aria-posinset={position + 1}
      aria-setsize={of}
      tabIndex={tabIndex}
      data-file={name}
      style={place}
    >
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
          tabIndex={tabIndex}
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
