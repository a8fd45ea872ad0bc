import type { EditorProps } from '../editor';

export function LongTextEditor({ value, onChange, id, describedBy, invalid }: EditorProps) {
  return (
    <textarea
      class="text-field"
      id={id}
      rows={3}
      value={typeof value === 'string' ? value : ''}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
