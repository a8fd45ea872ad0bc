import type { Asset, Version } from '../../domain/asset';
import { type FieldValues, sameValue } from '../../domain/field';
import { valuesOf } from '../../domain/field-values';
import { FIELDS } from '../../fields';
import { mediaType } from '../../media/kind';
import { fields } from '../../state/installation';
import { formatBytes, formatDateTime } from '../../text/format';
import './versions.css';

interface VersionFactsProps {
  version: Version;
  asset: Asset;
  heading: string;
  isCurrent: boolean;
  /** What it is compared with: where they differ is marked. */
  other: Version | undefined;
}

/** Facts, comment and metadata of a version; what differs from the other one is marked and says how. */
export function VersionFacts({ version, asset, heading, isCurrent, other }: VersionFactsProps) {
  const mine = factsOf(version);
  const theirs = other && new Map(factsOf(other));
  const values = valuesAt(version, asset);
  const otherValues = other && valuesAt(other, asset);
  return (
    <section class="history-facts" aria-label="About this version" tabIndex={0}>
      <h3>{heading}</h3>
      {isCurrent && <p class="history-current">Current version</p>}
      {version.comment && <blockquote>{version.comment}</blockquote>}
      <dl class="details-list">
        {mine.map(([label, value]) => (
          <Fact key={label} label={label} value={value} other={theirs?.get(label)} name={other?.number} />
        ))}
        {fields.value.map((field) => {
          const { print } = FIELDS[field.type];
          const [value, otherValue] = [values[field.id] ?? null, otherValues?.[field.id] ?? null];
          if (print(value) === '' && (!other || print(otherValue) === '')) return null;
          const differs = other && !sameValue(value, otherValue) ? print(otherValue) || 'empty' : undefined;
          return <Fact key={field.id} label={field.label} value={print(value)} other={differs} name={other?.number} />;
        })}
      </dl>
    </section>
  );
}

interface FactProps {
  label: string;
  value: string;
  other: string | undefined;
  name: number | undefined;
}

function Fact({ label, value, other, name }: FactProps) {
  const differs = other !== undefined && other !== value;
  return (
    <div class={differs ? 'differs' : ''}>
      <dt>{label}</dt>
      <dd>
        {value || 'empty'}
        {differs && (
          <small>
            Version {name}: {other}
          </small>
        )}
      </dd>
    </div>
  );
}

function factsOf({ fileName, mime, bytes, facts, createdAt }: Version): [string, string][] {
  return [
    ['File name', fileName],
    ['Format', mediaType(mime, fileName).label],
    ['Size', formatBytes(bytes)],
    ['Pixels', facts.width > 0 ? `${facts.width} × ${facts.height}` : 'none'],
    ['Resolution', facts.dpi === null ? 'not stated' : `${Math.round(facts.dpi)} dpi`],
    ['Colour profile', facts.icc ?? 'none'],
    ['Added', formatDateTime(createdAt)],
  ];
}

/** The values as they are, or as they were when the version stopped being the current one. */
function valuesAt(version: Version, asset: Asset): FieldValues {
  return version.frozenFields ?? valuesOf(asset);
}
