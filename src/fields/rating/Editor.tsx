import type { EditorProps } from '../editor';
import { MOST_STARS } from './field';

const STARS = Array.from({ length: MOST_STARS }, (_, i) => i + 1);

export function RatingEditor({ value, onChange, id, describedBy }: EditorProps) {
  return (
    <select
      class="select"
      id={id}
      aria-describedby={describedBy}
      value={typeof value === 'number' ? String(value) : ''}
      onChange={(event) => onChange(Number(event.currentTarget.value) || null)}
    >
      <option value="">No rating</option>
      {STARS.map((stars) => (
        <option key={stars} value={String(stars)}>
          {stars === 1 ? '1 star' : `${stars} stars`} {'★'.repeat(stars)}
        </option>
      ))}
    </select>
  );
}
