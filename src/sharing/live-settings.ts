import { computed } from '@preact/signals';
import { getCarrier, removeCarrier } from '../library/carriers';
import { type LiveSettings, parseLiveSettings } from '../share/live/settings';
import { installation } from '../state/installation';
import { library } from '../state/library';
import { live } from '../state/live';
import { keepCarrier } from './storages';

/** The user's own addresses; null where none are kept, undefined until that is read. */
export const ownLiveSettings = live<LiveSettings | null | undefined>(undefined, {
  read: async () => {
    const kept = await getCarrier(library(), 'live');
    const own = kept === undefined ? { wrong: '' } : parseLiveSettings(kept);
    return 'wrong' in own ? null : own;
  },
  dependsOn: (change) => Boolean(change.carriers),
});

/** How live shares are handed over: by the user's own addresses, or those of the installation; undefined until it is read. */
export const liveSettings = computed((): LiveSettings | undefined => {
  const own = ownLiveSettings.value;
  return own === null ? { ...installation.value.live, turn: '', turnUser: '', turnPassword: '' } : own;
});

/** As they are kept now. */
export async function liveSettingsNow(): Promise<LiveSettings | undefined> {
  await ownLiveSettings.again();
  return liveSettings.peek();
}

/** @returns what is wrong; undefined where they were kept */
export async function saveLive(value: unknown): Promise<string | undefined> {
  const parsed = parseLiveSettings(value);
  return 'wrong' in parsed ? parsed.wrong : keepCarrier('live', parsed);
}

export const forgetLive = () => removeCarrier(library(), 'live');
