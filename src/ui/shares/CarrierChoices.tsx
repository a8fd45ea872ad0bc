import { useId } from 'preact/hooks';
import { CARRIER_IDS, type CarrierId } from '../../domain/share';
import { CARRIERS } from '../../share';
import './shares.css';

interface CarrierChoicesProps {
  chosen: CarrierId;
  /** Why a way cannot be used for what is shared; undefined where it can. */
  reasonFor: (carrier: CarrierId) => string | undefined;
  onChoose: (carrier: CarrierId) => void;
}

/** "How to send": every way, with what it can hold to, or why it cannot be used. */
export function CarrierChoices({ chosen, reasonFor, onChoose }: CarrierChoicesProps) {
  return (
    <fieldset class="share-choices">
      <legend class="label">How to send</legend>
      {CARRIER_IDS.map((each) => (
        <CarrierChoice
          key={each}
          carrier={each}
          chosen={chosen === each}
          reason={reasonFor(each)}
          onChoose={() => onChoose(each)}
        />
      ))}
    </fieldset>
  );
}

interface CarrierChoiceProps {
  carrier: CarrierId;
  chosen: boolean;
  reason: string | undefined;
  onChoose: () => void;
}

function CarrierChoice({ carrier, chosen, reason, onChoose }: CarrierChoiceProps) {
  const { label, limits } = CARRIERS[carrier];
  const help = useId();
  return (
    <div class={`share-choice ${chosen ? 'chosen' : ''}`}>
      <label class="setting-switch">
        <input
          type="radio"
          name="carrier"
          aria-label={label}
          aria-describedby={help}
          checked={chosen}
          disabled={reason !== undefined && !chosen}
          onChange={onChoose}
        />
        <span class="setting-label">{label}</span>
      </label>
      <p class="setting-help" id={help}>
        {reason ?? limits}
      </p>
    </div>
  );
}
