import { describe, expect, test } from 'vitest';
import type { AssetId, ShareId } from './ids';
import { type CarrierId, isLocked, type Share, shareState, stateLabel } from './share';
import { type ShareCommand, type ShareSituation, shareCommands } from './share-commands';
import { type StoragePlace, storedObjects, type Undeleted } from './stored-object';

const NOW = Date.parse('2026-06-10T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const KEY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
const URL = 'https://s3.example.org/shares/satchel/a.zip.age';
const LINK = `https://example.org/#/receive/url&v=1&n=9&key=${KEY}&u=${Buffer.from(`${URL}?X-Amz-Signature=1`).toString('base64url')}`;
const PLACE: StoragePlace = { type: 's3', endpoint: 'https://s3.example.org', region: 'eu', bucket: 'shares' };
const CANNOT = 'Attachments that were sent cannot be called back.';
const UNSET = 'Set up your storage in Settings → Carriers first.';

function shareOf(carrier: CarrierId, change: Partial<Share> = {}): Share {
  const stored = carrier === 's3' || carrier === 'webdav';
  const asFile = carrier === 'file' || carrier === 'uploaded';
  return {
    id: 'share-0001' as ShareId,
    name: 'Day',
    items: [{ assetId: 'a' as AssetId, profileId: 'original' }],
    collectionId: null,
    to: [{ name: '', email: 'ana@example.org' }],
    comment: '',
    carrier,
    profile: 'Original',
    files: [{ name: 'a.jpg', bytes: 9 }],
    createdAt: NOW - 5 * DAY,
    expiresAt: NOW + 20 * DAY,
    revokedAt: 0,
    link: carrier === 'attachments' ? '' : LINK,
    fileName: asFile ? 'Day.zip.age' : '',
    bytes: 9,
    key: KEY,
    object: stored ? 'satchel/a.zip.age' : '',
    place: stored ? PLACE : null,
    undeleted: [],
    oneEach: false,
    noticed: '',
    ...change,
  };
}

const left = (object: string): Undeleted => ({ place: PLACE, object, url: URL, code: 'carrier-moved' });
const over = { expiresAt: NOW - DAY };
const revoked = { revokedAt: NOW - DAY, object: '', place: null };

/** "yes", "no" with its reason somewhere in it, or "-" where it is not shown. */
type Row = Record<ShareCommand, string>;
const row = (words: string): Row => {
  const [copyLink, openDraft, saveDraft, saveFile, makeLink, extend, revoke] = words.split(/\s+/);
  return { copyLink, openDraft, saveDraft, saveFile, makeLink, extend, revoke, delete: 'yes' } as Row;
};

describe('each state of a share, and each command', () => {
  // copy link, open draft, save draft, save file, make link, extend, revoke
  test.each<[string, Share, string, string, Partial<ShareSituation>?]>([
    ['a file, just made', shareOf('file'), 'Active', 'yes yes yes yes - yes cannot', { fileHere: true }],
    [
      'a file, seen by who may not share',
      shareOf('file'),
      'Active',
      'role role role role - role cannot',
      { mayShare: false },
    ],
    [
      'a storage, seen by who may not share',
      shareOf('s3'),
      'Active',
      'role role role - - role yes',
      { mayShare: false },
    ],
    ['a file, after a reload', shareOf('file'), 'Active', 'yes yes yes kept - yes cannot'],
    ['a file, nobody named', shareOf('file', { to: [] }), 'Active', 'yes - - kept - yes cannot'],
    [
      'a file, near its end',
      shareOf('file', { expiresAt: NOW + DAY }),
      'Expires in 1 day',
      'yes yes yes kept - yes cannot',
    ],
    [
      'a file, expired',
      shareOf('file', over),
      'Expired',
      'expired expired expired expired - yes cannot',
      { fileHere: true },
    ],
    [
      'a file, its assets deleted',
      shareOf('file'),
      'Active',
      'yes yes yes yes - deleted cannot',
      { assetsHere: false, fileHere: true },
    ],
    ['a link that holds it all', shareOf('data'), 'Active', 'yes yes yes - - yes cannot'],
    ['attachments', shareOf('attachments'), 'Active', '- - yes - - yes cannot'],
    ['attachments, expired', shareOf('attachments', over), 'Expired', '- - expired - - yes cannot'],
    [
      'attachments, their assets deleted',
      shareOf('attachments'),
      'Active',
      '- - deleted - - deleted cannot',
      { assetsHere: false },
    ],
    [
      'uploaded, no address yet',
      shareOf('uploaded', { link: '' }),
      'Active',
      '- - - yes yes yes cannot',
      { fileHere: true },
    ],
    [
      'uploaded, no address yet, after a reload',
      shareOf('uploaded', { link: '' }),
      'Active',
      '- - - kept yes yes cannot',
    ],
    [
      'uploaded, no address yet, expired',
      shareOf('uploaded', { link: '', ...over }),
      'Expired',
      '- - - expired expired yes cannot',
    ],
    ['uploaded', shareOf('uploaded'), 'Active', 'yes yes yes kept - yes cannot'],
    ['in a storage', shareOf('s3'), 'Active', 'yes yes yes - - yes yes'],
    ['in a storage, expired', shareOf('s3', over), 'Expired', 'expired expired expired - - yes yes'],
    ['in a storage, revoked', shareOf('s3', revoked), 'Revoked', 'revoked revoked revoked - - yes already'],
    ['in a storage, its settings gone', shareOf('s3'), 'Active', 'yes yes yes - - Settings yes', { cannotSend: UNSET }],
    [
      'in a storage, revoking failed',
      shareOf('s3', { undeleted: [left('satchel/a.zip.age')] }),
      'Not revoked',
      'yes yes yes - - yes yes',
    ],
    [
      'in a storage, revoking failed, expired',
      shareOf('s3', { ...over, undeleted: [left('satchel/a.zip.age')] }),
      'Not revoked',
      'yes yes yes - - yes yes',
    ],
    [
      'extended, what was before is still there',
      shareOf('s3', { undeleted: [left('satchel/b.zip.age')] }),
      'Active',
      'yes yes yes - - yes yes',
    ],
    [
      'revoked, what was before is still there',
      shareOf('s3', { ...revoked, undeleted: [left('satchel/b.zip.age')] }),
      'Revoked',
      'revoked revoked revoked - - yes yes',
    ],
    ['live, by a relay', shareOf('live'), 'Active', 'yes yes yes - - yes yes'],
    ['live, its code taken', shareOf('live', { link: '' }), 'Active', '- - - - - yes yes'],
    ['live, closed', shareOf('live', over), 'Expired', 'expired expired expired - - yes over'],
    ['live, revoked', shareOf('live', revoked), 'Revoked', 'revoked revoked revoked - - yes already'],
    [
      'live, where there is no WebRTC',
      shareOf('live'),
      'Active',
      'yes yes yes - - WebRTC yes',
      { cannotSend: 'no WebRTC' },
    ],
  ])('%s', (_what, share, label, words, change = {}) => {
    expect(stateLabel(shareState(share, NOW))).toBe(label);
    const stored = ['s3', 'webdav', 'live'].includes(share.carrier);
    const notRevocable = stored ? null : CANNOT;
    const situation = { share, now: NOW, notRevocable, fileHere: false, assetsHere: true, mayShare: true, ...change };
    const can = shareCommands(situation);
    for (const [command, expected] of Object.entries(row(words)) as [ShareCommand, string][]) {
      const verdict = can[command];
      if (expected === 'yes') expect(verdict, command).toBe(true);
      else if (expected === '-') expect(verdict, command).toBe(null);
      else expect(verdict, command).toContain(expected);
    }
  });
});

test('a share without a key is opened by a passphrase, also before it has a link', () => {
  expect(isLocked(shareOf('uploaded', { link: '', key: null }))).toBe(true);
  expect(isLocked(shareOf('file', { key: null }))).toBe(true);
  expect(isLocked(shareOf('file'))).toBe(false);
  expect(isLocked(shareOf('attachments', { key: null }))).toBe(false);
});

describe('where a share lies', () => {
  const stored = (share: Share) => storedObjects(share);

  test('what is shared now and what is left of before, each once', () => {
    expect(stored(shareOf('file'))).toEqual([]);
    expect(stored(shareOf('s3')).map(({ object, url }) => [object, url])).toEqual([
      ['satchel/a.zip.age', `${URL}?X-Amz-Signature=1`],
    ]);
    const both = shareOf('s3', { undeleted: [left('satchel/a.zip.age'), left('satchel/b.zip.age')] });
    expect(stored(both).map(({ object }) => object)).toEqual(['satchel/a.zip.age', 'satchel/b.zip.age']);
    expect(stored({ ...both, ...revoked }).map(({ object }) => object)).toEqual([
      'satchel/a.zip.age',
      'satchel/b.zip.age',
    ]);
  });
});
