import { useId } from 'preact/hooks';
import { dayOf, SHORTEST_PASSPHRASE } from '../../domain/share';
import { Button } from '../../kit/Button';
import { Line } from '../../kit/Line';
import './shares.css';

const DAY = 24 * 60 * 60 * 1000;
const PRESETS = [
  ['In a day', 1],
  ['In a week', 7],
  ['In a month', 30],
  ['In a year', 365],
] as const;

interface ExpiryFieldProps {
  /** A day, as date fields have it. */
  value: string;
  onValue: (day: string) => void;
  /** How far away it may be, and why; without it any day will do. */
  most?: { days: number; reason: string };
}

/** "Expires on", with the usual days to choose by one press. */
export function ExpiryField({ value, onValue, most }: ExpiryFieldProps) {
  const id = useId();
  const inDays = (days: number) => dayOf(Date.now() + days * DAY);
  return (
    <>
      <label class="label" for={id}>
        Expires on
      </label>
      <input
        class="text-field"
        id={id}
        type="date"
        min={inDays(0)}
        max={most && inDays(most.days)}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <div class="share-presets">
        {PRESETS.map(([label, days]) => {
          const tooFar = most !== undefined && days > most.days;
          return (
            <Button
              key={label}
              look="quiet"
              disabled={tooFar}
              title={tooFar ? most.reason : undefined}
              onClick={() => onValue(inDays(days))}
            >
              {label}
            </Button>
          );
        })}
      </div>
      {most && <p class="setting-help">{most.reason}</p>}
    </>
  );
}

interface PassphraseFieldProps {
  value: string;
  onValue: (text: string) => void;
}

export function PassphraseField({ value, onValue }: PassphraseFieldProps) {
  return (
    <>
      <Line label="Passphrase" value={value} onValue={onValue} literal />
      {value !== value.trim() && (
        <p class="setting-help" role="status">
          It begins or ends with a blank, which belongs to it: recipients type that too.
        </p>
      )}
      <p class="setting-help">
        At least {SHORTEST_PASSPHRASE} characters. Tell it to the recipients another way than the e-mail. It is kept
        nowhere: without it the share cannot be opened.
      </p>
    </>
  );
}
