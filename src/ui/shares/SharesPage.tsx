import { SHARE_COMMANDS } from '../../actions/share';
import { describeError } from '../../domain/errors';
import { type Share, shareState, stateLabel } from '../../domain/share';
import { Button } from '../../kit/Button';
import { CARRIERS } from '../../share';
import { commandsOf } from '../../sharing/commands';
import { deleteEarlier, removeExpired } from '../../sharing/revoke';
import {
  listedShares,
  now,
  SHARE_FILTERS,
  type ShareFilter,
  shareFilter,
  shareSearch,
  shares,
} from '../../sharing/shares';
import { placeLabel } from '../../sharing/storages';
import { printAddress } from '../../text/addresses';
import { formatBytes, formatDate, plural } from '../../text/format';
import { CommandButton } from './CommandButton';
import './shares.css';

const FILTER_LABELS: Record<ShareFilter, string> = {
  all: 'All',
  active: 'Active',
  soon: 'Expiring soon',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** Page "Shares": what was shared, with whom, and until when. */
export function SharesPage() {
  const all = shares.value;
  const listed = listedShares.value;
  const anyExpired = all?.some((share) => shareState(share, now.value).type === 'expired');
  return (
    <main class="page shares-page" tabIndex={-1}>
      <div class="title-row">
        <h1>Shares</h1>
        <span class="title-count">{all && all.length > 0 ? all.length.toLocaleString() : ''}</span>
        <span class="grow" />
        {all && all.length > 0 && (
          <>
            <input
              class="text-field shares-search"
              type="search"
              aria-label="Search shares"
              placeholder="Search shares"
              value={shareSearch.value}
              onInput={(event) => {
                shareSearch.value = event.currentTarget.value;
              }}
            />
            <select
              class="select"
              aria-label="State"
              value={shareFilter.value}
              onChange={(event) => {
                const chosen = SHARE_FILTERS.find((each) => each === event.currentTarget.value);
                if (chosen) shareFilter.value = chosen;
              }}
            >
              {SHARE_FILTERS.map((each) => (
                <option key={each} value={each}>
                  {FILTER_LABELS[each]}
                </option>
              ))}
            </select>
            {anyExpired && (
              <Button icon="trash" onClick={() => void removeExpired()}>
                Remove expired
              </Button>
            )}
          </>
        )}
      </div>
      {all?.length === 0 && (
        <p class="page-empty">
          Nothing is shared yet. Select assets or open a collection, then choose Share: people get an encrypted file or
          a link, and no server of ours is involved.
        </p>
      )}
      {all && all.length > 0 && listed?.length === 0 && <p class="page-empty">No share is like that.</p>}
      {listed && listed.length > 0 && (
        <ul class="shares" aria-label="Shares">
          {listed.map((share) => (
            <ShareRow key={share.id} share={share} />
          ))}
        </ul>
      )}
    </main>
  );
}

const MOST_NAMED = 5;

function toWhom({ to }: Share): string {
  if (to.length === 0) return 'Nobody named';
  const named = to.slice(0, MOST_NAMED).map(printAddress).join(', ');
  return to.length > MOST_NAMED ? `${named} and ${(to.length - MOST_NAMED).toLocaleString()} more` : named;
}

function ShareRow({ share }: { share: Share }) {
  const state = shareState(share, now.value);
  const carrier = CARRIERS[share.carrier];
  const can = commandsOf(share);
  const bytes = share.files.reduce((sum, file) => sum + file.bytes, 0);
  // What stops several commands is said once, in words that are seen without pointing at anything.
  const reasons = new Set(
    [can.copyLink, can.saveDraft, carrier.notRevocable].filter((each) => typeof each === 'string'),
  );
  return (
    <li class={`share-row ${state.type}`} aria-label={share.name}>
      <div class="share-what">
        <strong title={share.name}>{share.name}</strong>
        <span>
          {plural(share.files.length, 'file')}, {formatBytes(bytes)} · {share.profile} · {carrier.label}
        </span>
        {share.comment && <span class="share-comment">{share.comment}</span>}
      </div>
      <div class="share-to" title={share.to.map(printAddress).join(', ')}>
        {toWhom(share)}
      </div>
      <div class="share-dates">
        <span class={`share-state ${state.type}`}>{stateLabel(state)}</span>
        <span>Shared {formatDate(share.createdAt)}</span>
        <span>
          {state.type === 'expired' ? 'Expired' : 'Expires'} {formatDate(share.expiresAt)}
        </span>
      </div>
      <div class="share-buttons">
        {SHARE_COMMANDS.map((command) => (
          <CommandButton key={command.id} command={command} subject={share} />
        ))}
        {[...reasons].map((reason) => (
          <span key={reason} class="setting-help">
            {reason}
          </span>
        ))}
      </div>
      {share.undeleted.length > 0 && <Undeleted share={share} />}
    </li>
  );
}

/** What should be gone and is not: where it lies, why, and another try. */
function Undeleted({ share }: { share: Share }) {
  const earlier = share.undeleted.some(({ object }) => object !== share.object);
  return (
    <div class="share-undeleted">
      {share.undeleted.map((each) => (
        <p key={each.object} class="field-problem">
          {each.object === share.object ? 'It can still be fetched' : 'What was sent before can still be fetched'} from{' '}
          {placeLabel(each)}. {describeError(each.code)}
        </p>
      ))}
      {earlier && (
        <Button icon="trash" onClick={() => void deleteEarlier(share)}>
          Delete what was sent before
        </Button>
      )}
    </div>
  );
}
