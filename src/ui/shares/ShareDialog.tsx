import { useState } from 'preact/hooks';
import { type CarrierId, dayOf, endOfDay, SHORTEST_PASSPHRASE, type ShareRequest } from '../../domain/share';
import { Line } from '../../kit/Line';
import { Problem } from '../../kit/Problem';
import { CARRIERS } from '../../share';
import { makeShare } from '../../sharing/send';
import { cannotSend, mostDays } from '../../sharing/storages';
import { collections } from '../../state/collections';
import { closeDialog, type ShareWhat } from '../../state/dialogs';
import { installation } from '../../state/installation';
import { AS_COLLECTION, profileOptions } from '../../state/profile-choice';
import { parseAddresses, printAddress } from '../../text/addresses';
import { formatBytes, plural } from '../../text/format';
import { FormDialog } from '../parts/FormDialog';
import { ProfileField } from '../parts/ProfileField';
import { AddressesField } from './AddressesField';
import { CarrierChoices } from './CarrierChoices';
import { ExpiryField, PassphraseField } from './fields';
import { MailsChoice } from './MailsChoice';
import { useMembers } from './members';
import './shares.css';

const DAY = 24 * 60 * 60 * 1000;
const MOST_COMMENT = 10_000;
/** What needs nothing of the person. */
const FIRST_CARRIER: CarrierId = 'file';

interface ShareDialogProps {
  what: ShareWhat;
  /** What was typed before, where it did not go through. */
  typed?: ShareRequest;
}

/** Dialog "Share": with whom, until when, as what, and how. */
export function ShareDialog({ what, typed }: ShareDialogProps) {
  const options = profileOptions();
  const collection = what.type === 'collection' ? collections.value?.find((each) => each.id === what.id) : undefined;
  const profileBefore = what.type === 'collection' ? AS_COLLECTION : (options[0]?.value ?? '');
  const [profile, setProfile] = useState(() => profileOf(typed, options) ?? profileBefore);
  const [addresses, setAddresses] = useState(() => (typed?.to ?? []).map(printAddress).join('; '));
  const [comment, setComment] = useState(typed?.comment ?? '');
  const [proposed] = useState(() => dayOf(Date.now() + installation.peek().shareDays * DAY));
  const [date, setDate] = useState(() => (typed ? dayOf(typed.expiresAt) : proposed));
  const [carrier, setCarrier] = useState<CarrierId>(typed?.carrier ?? FIRST_CARRIER);
  const [locked, setLocked] = useState(typed?.passphrase != null);
  const [passphrase, setPassphrase] = useState(typed?.passphrase ?? '');
  const [oneEach, setOneEach] = useState(typed?.oneEach ?? false);
  const [problem, setProblem] = useState('');
  const members = useMembers(what, profile);
  if (!members) return null;
  const { items, bytes } = members;

  const reasonFor = (each: CarrierId): string | undefined => {
    const { most } = CARRIERS[each];
    return cannotSend(each) ?? (most && bytes > most.bytes ? most.reason : undefined);
  };
  const choose = (each: CarrierId) => {
    setCarrier(each);
    const days = mostDays(each)?.days;
    const last = days === undefined ? date : dayOf(Date.now() + days * DAY);
    if (date > last) setDate(last);
  };
  const mayLock = CARRIERS[carrier].sends !== 'files';
  const share = () => {
    const expiresAt = endOfDay(date);
    if (Number.isNaN(expiresAt) || expiresAt <= Date.now()) return setProblem('Choose a date that is not over.');
    if (locked && mayLock && passphrase.length < SHORTEST_PASSPHRASE) {
      return setProblem(
        `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters: it is all that protects the files.`,
      );
    }
    const reason = reasonFor(carrier);
    if (reason) return setProblem(reason);
    const to = parseAddresses(addresses).addresses;
    closeDialog();
    void makeShare({
      name: collection?.name ?? null,
      items,
      collectionId: what.type === 'collection' ? what.id : null,
      to,
      comment: comment.trim(),
      carrier,
      expiresAt,
      passphrase: locked && mayLock ? passphrase : null,
      oneEach: oneEach && to.length > 1,
    });
  };

  const written = addresses.trim() !== '' || comment.trim() !== '' || passphrase !== '';
  const chosen = profile !== profileBefore || date !== proposed || carrier !== FIRST_CARRIER || locked || oneEach;
  return (
    <FormDialog
      title="Share"
      class="wide share-dialog"
      changed={written || chosen}
      words={[
        ['E-mail addresses', addresses],
        ['Comment', comment],
      ]}
      status={`${plural(items.length, 'file')}, about ${formatBytes(bytes)}`}
      statusClass="share-sum"
      button="Share"
      blocked={items.length === 0}
      save={share}
    >
      <div class="form share-form">
        <Problem text={problem} />
        <AddressesField text={addresses} onText={setAddresses} />
        <Line label="Comment" rows={3} maxLength={MOST_COMMENT} value={comment} onValue={setComment} />
        <div class="share-pair">
          <div>
            <ExpiryField value={date} onValue={setDate} most={mostDays(carrier)} />
          </div>
          <div>
            <ProfileField
              value={profile}
              options={options}
              ofCollection={what.type === 'collection' ? (collection?.profileId ?? '') : undefined}
              onValue={setProfile}
            />
          </div>
        </div>
        <CarrierChoices chosen={carrier} reasonFor={reasonFor} onChoose={choose} />
        {mayLock && (
          <>
            <label class="setting-switch">
              <input type="checkbox" checked={locked} onChange={(event) => setLocked(event.currentTarget.checked)} />
              <span>Protect with a passphrase</span>
            </label>
            {locked && <PassphraseField value={passphrase} onValue={setPassphrase} />}
          </>
        )}
        <MailsChoice oneEach={oneEach} onOneEach={setOneEach} />
      </div>
    </FormDialog>
  );
}

/** The one profile that was chosen for everything; undefined where there was none, or it is not offered any more. */
function profileOf(typed: ShareRequest | undefined, options: readonly { value: string }[]): string | undefined {
  const [profile, ...others] = new Set(typed?.items.map(({ profileId }) => profileId));
  return others.length === 0 ? options.find(({ value }) => value === profile)?.value : undefined;
}
