import type { EditorProps } from '../editor';

export function ChoiceEditor({ field, value, onChange, id, describedBy }: EditorProps) {
  const current = typeof value === 'string' ? value : '';
  // A value that is not among the options any more is kept until somebody chooses another.
  const options = current && !field.options.includes(current) ? [current, ...field.options] : field.options;
  return (
    <select
      class="select"
      id={id}
      aria-describedby={describedBy}
      value={current}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    >
      <option value="">None</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}
