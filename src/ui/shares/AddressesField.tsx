import { Chip } from '../../kit/Chip';
import { Line } from '../../kit/Line';
import { parseAddresses, printAddress } from '../../text/addresses';
import './shares.css';
import '../../kit/chip.css';

interface AddressesFieldProps {
  text: string;
  onText: (text: string) => void;
}

/** "E-mail addresses", and below it whom they are: each can be taken out, and what is none says why. */
export function AddressesField({ text, onText }: AddressesFieldProps) {
  const { addresses, wrong } = parseAddresses(text);
  return (
    <>
      <Line
        label="E-mail addresses"
        rows={2}
        literal
        placeholder="ana@example.org, Li Lei <li@example.org>"
        value={text}
        onValue={onText}
      />
      {(addresses.length > 0 || wrong.length > 0) && (
        <div class="share-chips">
          {addresses.map((address) => {
            const others = addresses.filter((each) => each !== address).map(printAddress);
            const left = [...others, ...wrong.map((each) => each.text)].join('; ');
            return <Chip key={address.email} label={printAddress(address)} onRemove={() => onText(left)} />;
          })}
          {wrong.map((each) => (
            <span key={each.text} class="chip wrong" role="alert">
              {`“${each.text.slice(0, 60)}” is no e-mail address and is left out: ${each.reason}.`}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
