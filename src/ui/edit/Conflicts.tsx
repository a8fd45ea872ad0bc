import type { FieldValue } from '../../domain/field';
import { FIELDS } from '../../fields';
import type { Conflict } from '../../flows/edit';
import { Button } from '../../kit/Button';
import { allFields } from '../../state/installation';
import '../parts/fields/edit.css';

interface ConflictsProps {
  conflicts: readonly Conflict[];
  mine: Readonly<Record<string, FieldValue | undefined>>;
  onKeep: (mine: boolean, conflict: Conflict) => void;
}

/** Fields that somebody else changed while they were edited here: nothing is lost without being asked. */
export function Conflicts({ conflicts, mine, onKeep }: ConflictsProps) {
  return (
    <section class="conflicts" role="alert" aria-label="Changed meanwhile">
      <p>
        {conflicts.length === 1 ? 'A field was' : 'Some fields were'} changed in another tab while you were editing.
        Nothing has been saved yet.
      </p>
      {conflicts.map((conflict) => {
        const field = allFields.value.find((each) => each.id === conflict.fieldId);
        if (!field) return null;
        const { print } = FIELDS[field.type];
        return (
          <div key={conflict.fieldId} class="conflict">
            <strong>{field.label}</strong>
            <dl>
              <dt>Now</dt>
              <dd>{print(conflict.now) || 'empty'}</dd>
              <dt>Yours</dt>
              <dd>{print(mine[conflict.fieldId] ?? null) || 'empty'}</dd>
            </dl>
            <Button onClick={() => onKeep(false, conflict)}>Keep theirs</Button>
            <Button onClick={() => onKeep(true, conflict)}>Use mine</Button>
          </div>
        );
      })}
    </section>
  );
}
