import { Icon } from './Icon';
import './chip.css';

interface ChipProps {
  label: string;
  /** A few words after it ("3 of 12"). */
  detail?: string;
  /** Without it the chip cannot be taken away. */
  onRemove?: () => void;
}

/** A small thing among several, which can be taken away. */
export function Chip({ label, detail, onRemove }: ChipProps) {
  return (
    <span class="chip">
      <span class="chip-label" title={label}>
        {label}
      </span>
      {detail && <span class="chip-detail">{detail}</span>}
      {onRemove && (
        <button type="button" class="chip-remove" aria-label={`Remove ${label}`} onClick={onRemove}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}
