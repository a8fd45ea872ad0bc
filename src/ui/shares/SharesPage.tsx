import { printAddress } from '../../domain/addresses';
import { MOST_MAILTO, mailto } from '../../domain/email';
import { type Share, shareState, stateLabel } from '../../domain/share';
import { Button } from '../../kit/Button';
import { formatBytes, formatDate, plural } from '../../kit/format';
import { CARRIERS } from '../../share';
import { copyText } from '../../views/copy';
import { openDialog } from '../../views/dialogs';
import { liveShares } from '../../views/live-share';
import { mailOf, openAddress, saveDraft } from '../../views/share-drafts';
import {
  listedShares,
  now,
  removeExpired,
  revokeShare,
  SHARE_FILTERS,
  type ShareFilter,
  shareFilter,
  shareSearch,
  shares,
} from '../../views/shares';
import { recipientGroups } from './SharedDialog';
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
  // A live share can be revoked from any tab, as long as it lives.
  const there = share.carrier === 'live' ? state.type === 'active' || state.type === 'soon' : share.object !== '';
  const revocable = carrier.notRevocable === null && there;
  const [to] = recipientGroups(share);
  const url = to && share.link ? mailto(mailOf(share, share.to)) : '';
  const bytes = share.files.reduce((sum, file) => sum + file.bytes, 0);
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
        {share.link && (
          <Button icon="link" onClick={() => void copyText(share.link, 'The link was copied.')}>
            Copy link
          </Button>
        )}
        {url && url.length <= MOST_MAILTO && (
          <Button
            icon="mail"
            onClick={() => (share.oneEach ? openDialog({ type: 'shared', share }) : openAddress(url))}
          >
            Open e-mail draft
          </Button>
        )}
        {to && (share.link || share.carrier === 'attachments') && (
          <Button
            icon="save"
            onClick={() => (share.oneEach ? openDialog({ type: 'shared', share }) : void saveDraft(share, share.to))}
          >
            Save as e-mail file
          </Button>
        )}
        {liveShares.value.has(share.id) && (
          <Button icon="share" onClick={() => openDialog({ type: 'shared', share })}>
            Show connection
          </Button>
        )}
        {share.carrier === 'uploaded' && share.link === '' && (
          <Button icon="link" onClick={() => openDialog({ type: 'shared', share })}>
            Make link
          </Button>
        )}
        <Button icon="clock" onClick={() => openDialog({ type: 'extend-share', share })}>
          Extend
        </Button>
        <Button
          icon="close"
          disabled={!revocable}
          title={carrier.notRevocable ?? undefined}
          onClick={() => void revokeShare(share)}
        >
          Revoke
        </Button>
        <Button icon="trash" onClick={() => openDialog({ type: 'delete-share', share })}>
          Delete
        </Button>
        {carrier.notRevocable && <span class="setting-help">{carrier.notRevocable}</span>}
      </div>
    </li>
  );
}
