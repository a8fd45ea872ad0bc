import { expect, test } from 'vitest';
import { profileFits, wantedProfile } from './access';
import { NO_FACTS } from './asset';
import { DEFAULT_PROFILES } from './default-profiles';

test('a kept profile that is gone never becomes the original, and fits nothing', () => {
  expect(wantedProfile(DEFAULT_PROFILES, 'original')).toBe('original');
  expect(wantedProfile(DEFAULT_PROFILES, 'web-1600')).toMatchObject({ name: 'Web 1600' });
  const gone = wantedProfile(DEFAULT_PROFILES, 'removed');
  expect(gone).toMatchObject({ id: 'removed', name: 'removed' });
  const picture = { kind: 'image', state: 'ready', facts: { ...NO_FACTS, width: 10, height: 10 } } as const;
  expect(gone !== 'original' && profileFits(gone, picture)).toBe(false);
});
