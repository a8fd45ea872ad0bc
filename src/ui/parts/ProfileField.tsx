import { useId } from 'preact/hooks';
import { AS_COLLECTION, profileName } from '../../state/profile-choice';

interface ProfileFieldProps {
  value: string;
  options: readonly { value: string; label: string }[];
  /** The profile of the collection that is meant by "As the collection"; without it that is no choice. */
  ofCollection?: string | undefined;
  onValue: (profile: string) => void;
}

/** "Export profile": as what something goes out. */
export function ProfileField({ value, options, ofCollection, onValue }: ProfileFieldProps) {
  const id = useId();
  return (
    <>
      <label class="label" for={id}>
        Export profile
      </label>
      <select class="select" id={id} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {ofCollection !== undefined && (
          <option value={AS_COLLECTION}>As the collection · {profileName(ofCollection)}</option>
        )}
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </>
  );
}
