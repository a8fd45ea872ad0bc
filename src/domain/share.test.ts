import { describe, expect, test } from 'vitest';
import { dayOf, endOfDay, isLocked, type Share, shareState, stateLabel } from './share';

const DAY = 24 * 60 * 60 * 1000;
const share = (more: Partial<Share> = {}) =>
  ({ createdAt: 0, expiresAt: 100 * DAY, revokedAt: 0, object: '', undeleted: [], ...more }) as unknown as Share;

describe('how a share stands', () => {
  test.each([
    [0, 'Active'],
    [79 * DAY, 'Active'],
    // A fifth of its time is left.
    [80 * DAY - 1, 'Active'],
    [80 * DAY, 'Expires in 20 days'],
    [80 * DAY + 1, 'Expires in 20 days'],
    [98 * DAY + 1, 'Expires in 2 days'],
    [99 * DAY, 'Expires in 1 day'],
    [100 * DAY - 1, 'Expires in 1 day'],
    [100 * DAY, 'Expired'],
    [200 * DAY, 'Expired'],
  ])('at %i: %s', (now, label) => {
    expect(stateLabel(shareState(share(), now))).toBe(label);
  });

  test('revoked is revoked, whatever the date; what still lies there is not', () => {
    const there = { object: 'a', undeleted: [{ object: 'a' }] } as unknown as Partial<Share>;
    const before = { object: 'a', undeleted: [{ object: 'b' }] } as unknown as Partial<Share>;
    expect(stateLabel(shareState(share({ revokedAt: 1, ...there }), 200 * DAY))).toBe('Revoked');
    expect(stateLabel(shareState(share(there), 0))).toBe('Not revoked');
    expect(stateLabel(shareState(share(before), 0))).toBe('Active');
  });

  test('without a key a passphrase opens it, but for plain attachments', () => {
    expect(isLocked({ carrier: 'file', key: null })).toBe(true);
    expect(isLocked({ carrier: 'file', key: 'k' })).toBe(false);
    expect(isLocked({ carrier: 'attachments', key: null })).toBe(false);
  });
});

describe('days of this place', () => {
  test.each(['2026-01-31', '2026-12-01', '2024-02-29', '2026-11-08'])('%s ends in itself', (day) => {
    const end = new Date(endOfDay(day));
    expect(dayOf(end.getTime())).toBe(day);
    expect(dayOf(end.getTime() + 1000)).not.toBe(day);
    expect([end.getHours(), end.getMinutes(), end.getSeconds()]).toEqual([23, 59, 59]);
  });

  test('what is no day has no end', () => {
    for (const text of ['', '2026-1-1', '2026-11', 'today']) expect(endOfDay(text)).toBeNaN();
  });
});
