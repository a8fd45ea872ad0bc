import { useState } from 'preact/hooks';
import type { Asset } from '../../../domain/asset';
import { BESIDE, type EmbeddedProperties, type EmbeddedValue, type Origin, SEALED } from '../../../domain/embedded';
import { SOURCE_LABELS } from '../../../fields/sources';
import { saidOf } from '../../../flows/said';
import { activityOf } from '../../../state/activity';
import { pathOf } from '../../../state/categories';
import { collectionsWith } from '../../../state/collections';
import { href } from '../../../state/route';
import { ActivityList } from '../ActivityList';
import { NotesList } from './NotesList';
import { SaidFields } from './SaidFields';
import './panel.css';
import '../details.css';
import '../../../kit/chip.css';

/** What people said of an asset, where it belongs, its notes, all that its file says, and what was done to it. */
export function MoreDetails({ asset }: { asset: Asset }) {
  return (
    <>
      <SaidFields asset={asset} />
      {asset.categoryIds.length > 0 && (
        <section class="details-part details-places" aria-label="Categories of this asset">
          <h3>Categories</h3>
          {asset.categoryIds.map((id) => (
            <a key={id} class="chip" href={href({ page: 'category', id })}>
              {pathOf(id)}
            </a>
          ))}
        </section>
      )}
      <InCollections asset={asset} />
      <NotesList id={asset.id} />
      <FileDetails asset={asset} />
      <Activity asset={asset} />
    </>
  );
}

/** Where it is used. */
function InCollections({ asset }: { asset: Asset }) {
  const found = collectionsWith(asset.id).value;
  if (found.length === 0) return null;
  return (
    <section class="details-part details-places" aria-label="Collections with this asset">
      <h3>Collections</h3>
      {found.map(({ id, name }) => (
        <a key={id} class="chip" href={href({ page: 'collection', id })}>
          {name}
        </a>
      ))}
    </section>
  );
}

/** Everything that the file says of itself, and what came beside it says of it, whether a field is made of it or not. */
function FileDetails({ asset }: { asset: Asset }) {
  const [origin, setOrigin] = useState<Origin>();
  const nothing = { file: {}, beside: {} };
  return (
    <details
      class="details-part"
      onToggle={(event) => {
        if (event.currentTarget.open && !origin) void saidOf(asset).then(setOrigin, () => setOrigin(nothing));
      }}
    >
      <summary>File details</summary>
      {origin && Object.keys(origin.file).length === 0 && <p class="details-none">The file says nothing of itself.</p>}
      {origin && SEALED in origin.file && (
        <p class="details-none">
          Part of what the file says is compressed and could not be read here. It is in the original, and in no export.
        </p>
      )}
      {origin && <Properties of={origin.file} />}
      {BESIDE.map((source) => {
        const said = origin?.beside[source];
        return (
          said && (
            <section key={source} aria-label={`Said by ${SOURCE_LABELS[source]}`}>
              <h3>{`Said by ${SOURCE_LABELS[source]}`}</h3>
              <Properties of={said} />
            </section>
          )
        );
      })}
    </details>
  );
}

function Properties({ of }: { of: EmbeddedProperties }) {
  const rows = Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <dl class="details-list">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{worded(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A table of a thousand entries helps nobody: its beginning does. */
const MOST_LETTERS = 2000;

function worded(value: EmbeddedValue): string {
  let text: string;
  if (typeof value === 'object' && 'languages' in value) {
    text = Object.entries(value.languages)
      .map(([language, words]) => (language === 'x-default' ? words : `${language}: ${words}`))
      .join('\n');
  } else text = Array.isArray(value) ? value.join('; ') : String(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}

function Activity({ asset }: { asset: Asset }) {
  const [isOpen, setOpen] = useState(false);
  const rows = isOpen ? activityOf(asset.id).value : undefined;
  return (
    <details class="details-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Activity</summary>
      {rows && rows.length === 0 && <p class="details-none">Nothing has been done to it yet.</p>}
      {rows && <ActivityList rows={rows} />}
    </details>
  );
}
