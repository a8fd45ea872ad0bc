import './restore.css';

export type RestoreMode = 'merge' | 'replace';

interface RestoreModesProps {
  chosen: RestoreMode;
  onChoose: (mode: RestoreMode) => void;
}

/** Beside what is here, or in its place. */
export function RestoreModes({ chosen, onChoose }: RestoreModesProps) {
  return (
    <fieldset class="restore-modes">
      <legend class="visually-hidden">How to restore</legend>
      <Mode
        value="merge"
        chosen={chosen}
        onChoose={onChoose}
        label="Merge into this library"
        help="Nothing that is here goes. Of what both have, the later word stays, field by field."
      />
      <Mode
        value="replace"
        chosen={chosen}
        onChoose={onChoose}
        label="Replace this library"
        help="What is here goes, at the moment when the backup is here whole; not before."
      />
    </fieldset>
  );
}

interface ModeProps extends RestoreModesProps {
  value: RestoreMode;
  label: string;
  help: string;
}

function Mode({ value, chosen, onChoose, label, help }: ModeProps) {
  return (
    <div>
      <label class="setting-switch">
        <input
          type="radio"
          name="restore-mode"
          checked={chosen === value}
          aria-describedby={`restore-${value}`}
          onChange={() => onChoose(value)}
        />
        <span>{label}</span>
      </label>
      <p class="setting-help" id={`restore-${value}`}>
        {help}
      </p>
    </div>
  );
}
