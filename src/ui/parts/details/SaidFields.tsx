import { useEffect, useRef, useState } from 'preact/hooks';
import type { Asset } from '../../../domain/asset';
import type { Origin } from '../../../domain/embedded';
import { type Field, type FieldValue, isEmpty, sameValue } from '../../../domain/field';
import { fieldValue } from '../../../domain/field-values';
import { FIELDS } from '../../../fields';
import { beliefOf } from '../../../fields/belief';
import { SOURCE_LABELS, type Source } from '../../../fields/sources';
import { saveEdit } from '../../../flows/edit';
import { saidOf } from '../../../flows/said';
import { Button } from '../../../kit/Button';
import { fields, may } from '../../../state/installation';
import { plural } from '../../../text/format';
import './panel.css';

interface Other {
  value: FieldValue;
  sources: readonly Source[];
}

interface Said {
  field: Field;
  /** As text; "" where the field is empty. */
  text: string;
  /** Who says it; null where nobody is asked yet. */
  from: string | null;
  others: readonly Other[];
}

const named = (sources: readonly Source[]) => `from ${sources.map((source) => SOURCE_LABELS[source]).join(' and ')}`;

/** What the fields of an asset say, where each value came from, and what its file and what came with it say instead. */
export function SaidFields({ asset }: { asset: Asset }) {
  const [origin, setOrigin] = useState<Origin>();
  useEffect(() => {
    let gone = false;
    setOrigin(undefined);
    saidOf(asset).then(
      (found) => !gone && setOrigin(found),
      // Where the file cannot be read the values stand without their source.
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [asset.id, asset.currentVersionId, asset.blobHash]);
  const rows = fields.value.map((field) => saidFor(asset, field, origin));
  const shown = rows.filter(({ text, others }) => text !== '' || others.length > 0);
  if (shown.length === 0) return null;
  return (
    <dl class="details-list" aria-label="Metadata">
      {shown.map((said) => (
        <SaidField key={said.field.id} asset={asset} said={said} />
      ))}
    </dl>
  );
}

function saidFor(asset: Asset, field: Field, origin: Origin | undefined): Said {
  const now = fieldValue(asset, field.id);
  const text = FIELDS[field.type].print(now);
  const belief = origin && beliefOf(origin, field);
  if (!origin || !belief) return { field, text, from: origin && text !== '' ? 'written here' : null, others: [] };
  const untouched = sameValue(now, belief.value);
  const nothing = isEmpty(belief.value);
  const all = [
    ...(nothing ? [] : [{ value: belief.value, sources: belief.sources }]),
    ...belief.others.map(({ value, source }) => ({ value, sources: [source] })),
  ];
  const others = all.filter((other) => !sameValue(other.value, now));
  if (nothing) return { field, text, from: text !== '' ? 'written here' : null, others };
  const from = untouched ? named(belief.sources) : isEmpty(now) ? 'emptied here' : 'edited here';
  return { field, text, from, others };
}

function SaidField({ asset, said: { field, text, from, others } }: { asset: Asset; said: Said }) {
  const row = useRef<HTMLDivElement>(null);
  const use = async (value: FieldValue) => {
    await saveEdit([asset.id], { fields: { [field.id]: { type: 'set', value } }, categories: null });
    // The button is gone with its value: the focus stays at the field.
    requestAnimationFrame(() => (row.current?.querySelector('summary') ?? row.current)?.focus());
  };
  return (
    <div ref={row} tabIndex={-1}>
      <dt>{field.label}</dt>
      {text !== '' && <dd>{text}</dd>}
      {from && <dd class="said-from">{from}</dd>}
      {others.length > 0 && (
        <dd>
          <details class="said-others">
            <summary aria-label={`${plural(others.length, 'other value')} of ${field.label}`}>
              {plural(others.length, 'other value')}
            </summary>
            <ul>
              {others.map((other) => (
                <OtherValue
                  key={FIELDS[field.type].print(other.value)}
                  field={field}
                  other={other}
                  onUse={() => void use(other.value)}
                />
              ))}
            </ul>
          </details>
        </dd>
      )}
    </div>
  );
}

interface OtherValueProps {
  field: Field;
  other: Other;
  onUse: () => void;
}

function OtherValue({ field, other, onUse }: OtherValueProps) {
  const text = FIELDS[field.type].print(other.value);
  return (
    <li>
      <span class="said-value">{text}</span>
      <span class="said-from">{named(other.sources)}</span>
      {may('edit') && (
        <Button aria-label={`Use this as ${field.label}: ${text}`} onClick={onUse}>
          Use this
        </Button>
      )}
    </li>
  );
}
