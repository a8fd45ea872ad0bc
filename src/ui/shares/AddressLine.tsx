import { useState } from 'preact/hooks';
import type { Share } from '../../domain/share';
import { giveAddress } from '../../sharing/give-address';
import { LineForm } from '../parts/LineForm';
import './shares.css';

/** Where the user has put the file: only then there is a link. */
export function AddressLine({ share }: { share: Share }) {
  const [problem, setProblem] = useState<string | null>(null);
  const label = 'Address of the uploaded file';
  return (
    <LineForm
      class="shared-part"
      label={label}
      placeholder="https://"
      isUrl
      fieldClass="shared-link"
      button="Make link"
      main
      problem={problem}
      unsaved={(address) => [[label, address]]}
      onGive={(address) => void giveAddress(share, address).then((wrong) => setProblem(wrong ?? null))}
    />
  );
}
