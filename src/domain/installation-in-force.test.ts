import { expect, test } from 'vitest';
import { isRoleKnown } from './access';
import { BUILT_IN_INSTALLATION } from './built-in';
import { type Asked, installationInForce } from './installation-in-force';

const limited = (name: string) =>
  JSON.stringify({ name, roles: [{ id: 'web', name: 'Web', actions: ['edit'], profiles: [], originals: false }] });
const text = (of: string): Asked => ({ type: 'text', text: of });
const stalled: Asked = { type: 'unread', why: 'The host did not answer.' };
const absent: Asked = { type: 'absent' };

test.each([
  ['what the host says', text(limited('New')), limited('Old'), 'file', 'New', null],
  ['what it says at first', text(limited('New')), undefined, 'file', 'New', null],
  ['mistakes, after a good one', text('{"name":""}'), limited('Old'), 'kept', 'Old', /mistakes, so the settings that/],
  ['garbage, after a good one', text('<html>'), limited('Old'), 'kept', 'Old', /read last stay in use/],
  ['no answer, after a good one', stalled, limited('Old'), 'kept', 'Old', /could not be read, so the settings/],
  ['a file that is gone', absent, limited('Old'), 'kept', 'Old', /is gone/],
  ['none there ever was', absent, undefined, 'built-in', 'Satchel', null],
  ['mistakes at first', text('{"name":""}'), undefined, 'stand-in', 'Satchel', /so the built-in settings are used/],
  ['no answer at first', stalled, undefined, 'stand-in', 'Satchel', /so the built-in settings are used/],
  ['no answer, and one that only an older program read', stalled, '{"x":1}', 'stand-in', 'Satchel', /built-in/],
] as const)('%s', (_what, asked, kept, from, name, problem) => {
  const found = installationInForce(asked, kept);
  expect(found).toMatchObject({ from, installation: { name } });
  if (problem) expect(found.problem?.text).toMatch(problem);
  else expect(found.problem).toBeNull();
});

test('every mistake, and why there was no answer, is told', () => {
  expect(installationInForce(text('{"trashDays":0,"name":""}'), limited('Old')).problem?.lines).toHaveLength(2);
  expect(installationInForce(stalled, undefined).problem?.lines).toEqual(['The host did not answer.']);
});

test('of a stand-in, only a role that it has is known', () => {
  const standIn = installationInForce(stalled, undefined);
  expect(standIn.installation).toBe(BUILT_IN_INSTALLATION);
  expect(isRoleKnown(standIn, '')).toBe(true);
  expect(isRoleKnown(standIn, 'everyone')).toBe(true);
  expect(isRoleKnown(standIn, 'web')).toBe(false);
  // The host's word, and the last one's, hold for whoever names a role that is gone: the first one is theirs.
  expect(isRoleKnown(installationInForce(absent, undefined), 'gone')).toBe(true);
  expect(isRoleKnown(installationInForce(stalled, limited('Old')), 'gone')).toBe(true);
});
