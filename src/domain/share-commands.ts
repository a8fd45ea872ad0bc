import { type Share, shareState } from './share';
import type { Verdict } from './verdict';

/** What can be done with a share on page "Shares", in dialog "Shared" and in "Extend". */
const SHARE_COMMANDS = [
  'copyLink',
  'openDraft',
  'saveDraft',
  'saveFile',
  'makeLink',
  'extend',
  'revoke',
  'delete',
] as const;
export type ShareCommand = (typeof SHARE_COMMANDS)[number];

/** Everything on which it depends what can be done. */
export interface ShareSituation {
  share: Share;
  now: number;
  /** Why nothing that was sent this way can be called back; null where it can. */
  notRevocable: string | null;
  /** Why this way of sending cannot be used now: its storage is not set up any more, for one. */
  cannotSend?: string | undefined;
  /** Whether the role may share: where not, nothing is sent again. */
  mayShare: boolean;
  /** Whether the file that was made is still here. */
  fileHere: boolean;
  /** Whether any of its assets is still there. */
  assetsHere: boolean;
}

const EXPIRED = 'It has expired: what was sent opens nothing any more. “Extend” makes it anew.';
const REVOKED = 'It is revoked: what was sent opens nothing any more. “Extend” makes it anew.';

/** What gives something away; to take it back, or off the list, is for everybody. */
const SENDS = ['copyLink', 'openDraft', 'saveDraft', 'saveFile', 'makeLink', 'extend'] as const;
const NOT_OFFERED = 'Sharing is not offered to your role.';

/** What can be done with a share as it is now, by whoever uses this browser. */
export function shareCommands(situation: ShareSituation): Record<ShareCommand, Verdict> {
  const all = forAnybody(situation);
  if (situation.mayShare) return all;
  for (const command of SENDS) if (all[command] !== null) all[command] = NOT_OFFERED;
  return all;
}

function forAnybody(situation: ShareSituation): Record<ShareCommand, Verdict> {
  const { share, now, notRevocable, cannotSend, fileHere, assetsHere } = situation;
  const state = shareState(share, now).type;
  const over = state === 'expired' ? EXPIRED : state === 'revoked' ? REVOKED : null;
  const named = share.to.length > 0;
  const attached = share.carrier === 'attachments';
  const noAssets = assetsHere ? null : 'Its assets were deleted: nothing is left to be sent.';
  const first = (...reasons: (string | null | undefined)[]): Verdict => reasons.find(Boolean) ?? true;
  return {
    copyLink: share.link === '' ? null : first(over),
    openDraft: share.link === '' || !named ? null : first(over),
    saveDraft: attached ? first(over, noAssets) : share.link === '' || !named ? null : first(over),
    saveFile:
      share.fileName === ''
        ? null
        : first(over, fileHere ? null : 'The file is not kept here any more. “Extend” makes it anew, with a new link.'),
    makeLink: share.carrier === 'uploaded' && share.link === '' ? first(over) : null,
    extend: first(noAssets, cannotSend),
    revoke: first(notRevocable, revocable(share, state)),
    delete: true,
  };
}

function revocable({ carrier, object, undeleted }: Share, state: string): string | null {
  if (carrier === 'live') {
    if (state === 'revoked') return 'It is revoked already.';
    return state === 'expired' ? 'It is over: nobody can fetch it.' : null;
  }
  if (object !== '' || undeleted.length > 0) return null;
  return state === 'revoked' ? 'It is revoked already.' : 'Nothing of it lies in a storage.';
}
