import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Field, FieldValue } from '../../../domain/field';
import { EDITORS } from '../../../fields/editors';
import './edit.css';

interface FieldRowProps {
  field: Field;
  value: FieldValue;
  onChange: (value: FieldValue | undefined) => void;
  /** What is wrong with what stands there. */
  problem?: string;
  suggestions?: readonly string[];
  /** Beside the label: how a bulk edit changes it. */
  beside?: ComponentChildren;
  /** Between the label and the editor. */
  note?: ComponentChildren;
}

/** One field: its label, what it is for, and its editor. */
export function FieldRow({ field, value, onChange, problem, suggestions, beside, note }: FieldRowProps) {
  const id = useId();
  const help = `${id}-help`;
  const Editor = EDITORS[field.type];
  return (
    <div class="field-row">
      <div class="field-head">
        <label for={id}>{field.label}</label>
        {field.required && <span class="field-required">required</span>}
        <span class="grow" />
        {beside}
      </div>
      {note}
      <Editor
        field={field}
        value={value}
        onChange={onChange}
        id={id}
        describedBy={problem || field.help ? help : undefined}
        invalid={problem !== undefined}
        suggestions={suggestions}
      />
      {(problem || field.help) && (
        <p id={help} class={problem ? 'field-problem' : 'field-help'}>
          {problem ?? field.help}
        </p>
      )}
    </div>
  );
}
