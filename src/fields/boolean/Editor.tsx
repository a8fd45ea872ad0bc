import type { EditorProps } from '../editor';

/** Three answers: a question that nobody answered is not a no. */
export function BooleanEditor({ value, onChange, id, describedBy }: EditorProps) {
  return (
    <select
      class="select"
      id={id}
      aria-describedby={describedBy}
      value={typeof value === 'boolean' ? String(value) : ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(chosen === '' ? null : chosen === 'true');
      }}
    >
      <option value="">Not said</option>
      <option value="true">Yes</option>
      <option value="false">No</option>
    </select>
  );
}
