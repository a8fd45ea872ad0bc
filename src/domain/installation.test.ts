import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mayDo, profilesFor, roleOf } from './access';
import { BUILT_IN_INSTALLATION } from './built-in';
import { DEFAULT_PROFILES } from './default-profiles';
import { parseInstallation } from './installation';
import { profileFingerprint } from './profile';

const shipped = readFileSync(new URL('../../public/installation.json', import.meta.url), 'utf8');

test('the shipped installation has no mistake and the default profiles', () => {
  const { installation, mistakes } = parseInstallation(shipped);
  expect(mistakes).toEqual([]);
  expect(installation.profiles).toEqual(DEFAULT_PROFILES);
});

test('an empty one is the built-in one', () => {
  const { installation, mistakes } = parseInstallation('{}');
  expect(mistakes).toEqual([]);
  expect(installation).toEqual(BUILT_IN_INSTALLATION);
});

test.each([
  ['{', /not valid JSON/],
  ['[]', /the file: .*object/i],
  ['{"profile":[]}', /profile: .*never/i],
  ['{"profiles":[{"id":"x"}]}', /profiles\.0\.name/],
  [
    '{"profiles":[{"id":"X Y","name":"n","format":"jpeg","size":{"type":"full"},"metadata":"none"}]}',
    /profiles\.0\.id.*lower-case/,
  ],
  [
    '{"profiles":[{"id":"x","name":"n","format":"bmp","size":{"type":"full"},"metadata":"none"}]}',
    /profiles\.0\.format/,
  ],
  [
    '{"profiles":[{"id":"x","name":"n","format":"jpeg","size":{"type":"full"},"metadata":"none","crop":"attention"}]}',
    /crop, which this version cannot make/,
  ],
  ['{"live":{"relays":["https://relay.example.org/"]}}', /live\.relays\.0: begins with wss/],
  ['{"live":{"stun":["turn:x"]}}', /live\.stun\.0: begins with stun/],
  ['{"roles":[{"id":"a","name":"A","actions":"all","profiles":["nope"]}]}', /names the profile "nope"/],
  [
    '{"roles":[{"id":"a","name":"A","actions":"all","profiles":"all"},{"id":"a","name":"B","actions":"all","profiles":"all"}]}',
    /same id/,
  ],
])('%s is named in full and the defaults are used', (text, mistake) => {
  const { installation, mistakes } = parseInstallation(text);
  expect(mistakes.join('\n')).toMatch(mistake);
  expect(installation).toEqual(BUILT_IN_INSTALLATION);
});

test('every mistake is named, not only the first', () => {
  const { mistakes } = parseInstallation('{"trashDays":0,"name":"","profiles":[{"id":"x"}]}');
  expect(mistakes.length).toBeGreaterThanOrEqual(4);
});

test('a role sees its profiles and its commands', () => {
  const { installation } = parseInstallation(
    '{"roles":[{"id":"a","name":"A","actions":"all","profiles":"all"},{"id":"b","name":"B","actions":["download"],"profiles":["web-1600"]}]}',
  );
  const role = roleOf(installation, 'b');
  expect(profilesFor(installation, role).map((profile) => profile.name)).toEqual(['Web 1600']);
  expect(mayDo(role, 'download')).toBe(true);
  expect(mayDo(role, 'upload')).toBe(false);
  expect(roleOf(installation, 'gone').id).toBe('a');
});

test('a fingerprint names what decides bytes, and nothing else', () => {
  const [web] = DEFAULT_PROFILES;
  if (!web) throw new Error('no default profile');
  expect(profileFingerprint({ ...web, id: 'other', name: 'Other' })).toBe(profileFingerprint(web));
  expect(profileFingerprint({ ...web, quality: 81 })).not.toBe(profileFingerprint(web));
  const reordered = Object.fromEntries(Object.entries(web).reverse()) as unknown as typeof web;
  expect(profileFingerprint(reordered)).toBe(profileFingerprint(web));
});
