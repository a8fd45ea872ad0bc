import { useId, useState } from 'preact/hooks';
import type { FieldEdit, Mixed } from '../../domain/bulk-edit';
import { type Field, type FieldValue, isList } from '../../domain/field';
import { FIELDS } from '../../fields';
import { Chip } from '../../kit/Chip';
import { formatNumber } from '../../text/format';
import { FieldRow } from '../parts/fields/FieldRow';
import '../parts/fields/edit.css';
import '../../kit/chip.css';

const MODES = {
  list: { add: 'Add', remove: 'Remove', replace: 'Replace' },
  text: { replace: 'Replace', prepend: 'Prepend', append: 'Append', find: 'Find and replace' },
  whole: { replace: 'Replace' },
} as const;
type Mode = 'add' | 'remove' | 'replace' | 'prepend' | 'append' | 'find';

interface BulkFieldRowProps {
  field: Field;
  mixed: Mixed;
  /** How many assets are edited. */
  count: number;
  /** Undefined leaves the field as it is; null says that what stands there is no value. */
  onEdit: (edit: FieldEdit | undefined | null) => void;
  problem?: string;
  suggestions?: readonly string[];
}

/** Items shown of a list with many: the rest is counted. */
const MOST_CHIPS = 24;

/** One field of many assets: nothing happens to it until it is touched. */
export function BulkFieldRow({ field, mixed, count, onEdit, problem, suggestions }: BulkFieldRowProps) {
  const { editing } = FIELDS[field.type];
  const modes: Partial<Record<Mode, string>> = MODES[editing];
  const [mode, setMode] = useState<Mode>(editing === 'list' ? 'add' : 'replace');
  const [touched, setTouched] = useState(false);
  const shared = mixed.type === 'same' ? mixed.value : null;
  const [value, setValue] = useState<FieldValue>(mode === 'replace' ? shared : null);
  const [find, setFind] = useState('');

  const report = (nextMode: Mode, next: FieldValue | undefined, nextFind: string, isTouched: boolean) => {
    if (next === undefined) return onEdit(null);
    onEdit(isTouched ? editOf(nextMode, next, nextFind) : undefined);
  };
  const change = (next: FieldValue | undefined) => {
    setTouched(true);
    if (next !== undefined) setValue(next);
    report(mode, next, find, true);
  };
  const changeMode = (next: Mode) => {
    const blank = next === 'replace' ? shared : null;
    setMode(next);
    setValue(blank);
    setTouched(false);
    report(next, blank, find, false);
  };

  return (
    <FieldRow
      key={mode}
      field={field}
      value={value}
      onChange={change}
      problem={problem}
      suggestions={suggestions}
      beside={
        Object.keys(modes).length > 1 && (
          <select
            class="select mode"
            data-beside-field
            aria-label="How to change"
            title={`How to change ${field.label}`}
            value={mode}
            onChange={(event) => changeMode(event.currentTarget.value as Mode)}
          >
            {Object.entries(modes).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )
      }
      note={
        <>
          {mixed.type === 'mixed' && !touched && <p class="field-mixed">Mixed values</p>}
          {editing === 'list' && <ListSummary mixed={mixed} count={count} />}
          {mode === 'find' && (
            <FindLine
              label={field.label}
              value={find}
              onInput={(text) => {
                setFind(text);
                setTouched(true);
                report(mode, value, text, true);
              }}
            />
          )}
        </>
      }
    />
  );
}

function FindLine({ label, value, onInput }: { label: string; value: string; onInput: (text: string) => void }) {
  const id = useId();
  return (
    <div class="find-line">
      <label for={id}>Find in {label}</label>
      <input class="text-field" id={id} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      <span>and put in its place:</span>
    </div>
  );
}

/** What the assets have already: each item with how many have it. */
function ListSummary({ mixed, count }: { mixed: Mixed; count: number }) {
  const items: [string, number][] =
    mixed.type === 'mixed'
      ? [...mixed.counts].sort(([, a], [, b]) => b - a)
      : isList(mixed.value)
        ? mixed.value.map((item) => [item, count])
        : [];
  if (items.length === 0) return null;
  return (
    <div class="chips">
      {items.slice(0, MOST_CHIPS).map(([item, having]) => (
        <Chip
          key={item}
          label={item}
          detail={having === count ? undefined : `${formatNumber(having)} of ${formatNumber(count)}`}
        />
      ))}
      {items.length > MOST_CHIPS && <span class="chips-more">and {formatNumber(items.length - MOST_CHIPS)} more</span>}
    </div>
  );
}

function editOf(mode: Mode, value: FieldValue, find: string): FieldEdit | undefined {
  const items = isList(value) ? value : [];
  const text = typeof value === 'string' ? value : '';
  switch (mode) {
    case 'add':
    case 'remove':
      return items.length > 0 ? { type: mode, items } : undefined;
    case 'prepend':
    case 'append':
      return text ? { type: mode, text } : undefined;
    case 'find':
      return find ? { type: 'replace-text', find, replacement: text } : undefined;
    case 'replace':
      return { type: 'set', value };
  }
}
