import { expect, test } from 'vitest';
import { isRefused, metadataPolicy, profileFits, seesOriginals, UNKNOWN_ROLE, wayOut } from './access';
import { NO_FACTS } from './asset';
import { EVERYONE, type Role } from './built-in';
import { DEFAULT_PROFILES } from './default-profiles';

const installation = { profiles: DEFAULT_PROFILES };
const web: Role = { id: 'web', name: 'Web', actions: 'all', profiles: ['web-1600'], originals: false };
const all: Role = { ...web, profiles: 'all' };

test.each([
  [EVERYONE, 'original', 'original'],
  [EVERYONE, 'web-1600', 'Web 1600'],
  [EVERYONE, 'removed', 'profile-gone'],
  [EVERYONE, '', 'original-not-offered'],
  [web, 'original', 'original-not-offered'],
  [web, '', 'original-not-offered'],
  [web, 'web-1600', 'Web 1600'],
  [web, 'print-300', 'profile-not-offered'],
  [web, 'removed', 'profile-gone'],
  [all, 'original', 'original-not-offered'],
  [{ ...all, originals: true }, 'original', 'original'],
  [UNKNOWN_ROLE, 'original', 'role-unknown'],
  [UNKNOWN_ROLE, 'web-1600', 'role-unknown'],
] as const)('role %j gets for “%s”: %s', (role, id, expected) => {
  const wanted = wayOut(installation, role, id);
  if (wanted === 'original') return expect(expected).toBe('original');
  expect(isRefused(wanted) ? wanted.refused : wanted.name).toBe(expected);
});

test('with what is refused no metadata go out', () => {
  expect(metadataPolicy('original')).toBe('everything');
  expect(metadataPolicy(wayOut(installation, EVERYONE, 'removed'))).toBe('none');
  expect(metadataPolicy(wayOut(installation, EVERYONE, 'web-1600'))).toBe('all-but-location');
});

test.each([
  [EVERYONE, true],
  [web, false],
  [UNKNOWN_ROLE, false],
  [{ ...EVERYONE, actions: ['edit', 'share'] }, true],
  [{ ...EVERYONE, actions: ['edit'] }, false],
] as [Role, boolean][])('role %j sees originals: %s', (role, expected) => {
  expect(seesOriginals(role)).toBe(expected);
});

test('a profile fits what was opened', () => {
  const [profile] = DEFAULT_PROFILES;
  if (!profile) throw new Error('there are profiles');
  const picture = { kind: 'image', state: 'ready', facts: { ...NO_FACTS, width: 10, height: 10 } } as const;
  expect(profileFits(profile, picture)).toBe(true);
  expect(profileFits(profile, { ...picture, state: 'failed' })).toBe(false);
  expect(profileFits(profile, { ...picture, kind: 'document' })).toBe(false);
});
