import type { EditorProps } from '../editor';
import '../editors.css';

export function ChoicesEditor({ field, value, onChange, id, describedBy }: EditorProps) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const options = [...new Set([...field.options, ...chosen])];
  return (
    <fieldset class="choices-editor" id={id} aria-describedby={describedBy} aria-label={field.label}>
      {options.map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={(event) =>
              onChange(
                options.filter((each) => (each === option ? event.currentTarget.checked : chosen.includes(each))),
              )
            }
          />
          {option}
        </label>
      ))}
    </fieldset>
  );
}
