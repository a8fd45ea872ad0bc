import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { Asset } from '../../domain/asset';
import {
  CARRIER_IDS,
  type CarrierId,
  dayOf,
  endOfDay,
  SHORTEST_PASSPHRASE,
  type ShareItem,
  type ShareRequest,
} from '../../domain/share';
import { Button } from '../../kit/Button';
import { Chip } from '../../kit/Chip';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { CARRIERS } from '../../share';
import { itemsOfAssets, itemsOfCollection } from '../../sharing/members';
import { makeShare } from '../../sharing/send';
import { cannotSend, mostDays } from '../../sharing/storages';
import { assetsNow } from '../../state/assets';
import { collections } from '../../state/collections';
import { closeDialog, type ShareWhat } from '../../state/dialogs';
import { installation } from '../../state/installation';
import { AS_COLLECTION, expectedBytes, profileName, profileOptions } from '../../state/profile-choice';
import { run } from '../../state/run';
import { parseAddresses, printAddress } from '../../text/addresses';
import { formatBytes, plural } from '../../text/format';
import { ExpiryField, PassphraseField } from './fields';
import './shares.css';
import '../../kit/chip.css';

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
  const [loaded, setLoaded] = useState<{ items: ShareItem[]; assets: Map<string, Asset> }>();
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
  const id = useId();

  useEffect(() => {
    void run('What is to be shared could not be read.', async () => {
      const items =
        what.type === 'assets'
          ? await itemsOfAssets(what.ids, '')
          : await itemsOfCollection(what.id, collection?.profileId ?? '');
      const assets = await assetsNow(items.map((item) => item.assetId));
      setLoaded({ items, assets: new Map(assets.map((asset) => [asset.id, asset])) });
    });
  }, []);

  const items = useMemo(
    () => loaded?.items.map((item) => (profile === AS_COLLECTION ? item : { ...item, profileId: profile })) ?? [],
    [loaded, profile],
  );
  const bytes = items.reduce((sum, { assetId, profileId }) => {
    const asset = loaded?.assets.get(assetId);
    return sum + (asset ? expectedBytes(asset, profileId) : 0);
  }, 0);
  const parsed = parseAddresses(addresses);
  const reasonFor = (each: CarrierId): string | undefined => {
    const { most } = CARRIERS[each];
    return cannotSend(each) ?? (most && bytes > most.bytes ? most.reason : undefined);
  };
  const files = CARRIERS[carrier].sends === 'files';
  const most = mostDays(carrier);

  if (!loaded) return null;
  const share = () => {
    const expiresAt = endOfDay(date);
    if (Number.isNaN(expiresAt) || expiresAt <= Date.now()) return setProblem('Choose a date that is not over.');
    if (locked && !files && passphrase.length < SHORTEST_PASSPHRASE) {
      return setProblem(
        `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters: it is all that protects the files.`,
      );
    }
    const reason = reasonFor(carrier);
    if (reason) return setProblem(reason);
    closeDialog();
    void makeShare({
      name: collection?.name ?? null,
      items,
      collectionId: what.type === 'collection' ? what.id : null,
      to: parsed.addresses,
      comment: comment.trim(),
      carrier,
      expiresAt,
      passphrase: locked && !files ? passphrase : null,
      oneEach: oneEach && parsed.addresses.length > 1,
    });
  };

  const written = addresses.trim() !== '' || comment.trim() !== '' || passphrase !== '';
  const chosen = profile !== profileBefore || date !== proposed || carrier !== FIRST_CARRIER || locked || oneEach;
  return (
    <Dialog
      title="Share"
      class="wide share-dialog"
      changed={written || chosen}
      words={[
        ['E-mail addresses', addresses],
        ['Comment', comment],
      ]}
      onClose={closeDialog}
      foot={
        <>
          <span class="grow share-sum" role="status">
            {`${plural(items.length, 'file')}, about ${formatBytes(bytes)}`}
          </span>
          <LeaveButton />
          <Button look="main" disabled={items.length === 0} onClick={share}>
            Share
          </Button>
        </>
      }
    >
      <div class="form share-form">
        {problem && (
          <p class="field-problem" role="alert">
            {problem}
          </p>
        )}
        <label class="label" for={`${id}-to`}>
          E-mail addresses
        </label>
        <textarea
          class="text-field"
          id={`${id}-to`}
          rows={2}
          spellcheck={false}
          placeholder="ana@example.org, Li Lei <li@example.org>"
          value={addresses}
          onInput={(event) => setAddresses(event.currentTarget.value)}
        />
        {(parsed.addresses.length > 0 || parsed.wrong.length > 0) && (
          <div class="share-chips">
            {parsed.addresses.map((address) => (
              <Chip
                key={address.email}
                label={printAddress(address)}
                onRemove={() =>
                  setAddresses(
                    [
                      ...parsed.addresses.filter((each) => each !== address).map(printAddress),
                      ...parsed.wrong.map(({ text }) => text),
                    ].join('; '),
                  )
                }
              />
            ))}
            {parsed.wrong.map(({ text, reason }) => (
              <span key={text} class="chip wrong" role="alert">
                {`“${text.slice(0, 60)}” is no e-mail address and is left out: ${reason}.`}
              </span>
            ))}
          </div>
        )}
        <label class="label" for={`${id}-comment`}>
          Comment
        </label>
        <textarea
          class="text-field"
          id={`${id}-comment`}
          rows={3}
          maxLength={MOST_COMMENT}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
        <div class="share-pair">
          <div>
            <ExpiryField value={date} onValue={setDate} most={most} />
          </div>
          <div>
            <label class="label" for={`${id}-profile`}>
              Export profile
            </label>
            <select
              class="select"
              id={`${id}-profile`}
              value={profile}
              onChange={(event) => setProfile(event.currentTarget.value)}
            >
              {what.type === 'collection' && (
                <option value={AS_COLLECTION}>As the collection · {profileName(collection?.profileId ?? '')}</option>
              )}
              {options.map((each) => (
                <option key={each.value} value={each.value}>
                  {each.label}
                </option>
              ))}
            </select>
          </div>
        </div>
        <fieldset class="share-choices">
          <legend class="label">How to send</legend>
          {CARRIER_IDS.map((each) => (
            <CarrierChoice
              key={each}
              carrier={each}
              chosen={carrier === each}
              reason={reasonFor(each)}
              onChoose={() => {
                setCarrier(each);
                const days = mostDays(each)?.days;
                const last = days === undefined ? date : dayOf(Date.now() + days * DAY);
                if (date > last) setDate(last);
              }}
            />
          ))}
        </fieldset>
        {!files && (
          <>
            <label class="setting-switch">
              <input type="checkbox" checked={locked} onChange={(event) => setLocked(event.currentTarget.checked)} />
              <span>Protect with a passphrase</span>
            </label>
            {locked && <PassphraseField value={passphrase} onValue={setPassphrase} />}
          </>
        )}
        <fieldset class="share-choices row">
          <legend class="label">E-mail</legend>
          <label class="setting-switch">
            <input type="radio" name={`${id}-each`} checked={!oneEach} onChange={() => setOneEach(false)} />
            <span>One e-mail to all</span>
          </label>
          <label class="setting-switch">
            <input type="radio" name={`${id}-each`} checked={oneEach} onChange={() => setOneEach(true)} />
            <span>One e-mail each</span>
          </label>
          <p class="setting-help">
            {oneEach ? 'Nobody sees the others’ addresses.' : 'Everybody sees all addresses.'} Nothing is sent by
            itself: you get drafts to look at and send.
          </p>
        </fieldset>
      </div>
    </Dialog>
  );
}

/** The one profile that was chosen for everything; undefined where there was none, or it is not offered any more. */
function profileOf(typed: ShareRequest | undefined, options: readonly { value: string }[]): string | undefined {
  const [profile, ...others] = new Set(typed?.items.map(({ profileId }) => profileId));
  return others.length === 0 ? options.find(({ value }) => value === profile)?.value : undefined;
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
