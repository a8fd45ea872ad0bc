import { startCarriers } from '../jobs/carriers';
import { gatherFrom } from '../jobs/live-peer';
import { parseLiveSettings } from '../share/live/settings';

/** Asks every address that two browsers would use. @returns what is wrong, in words; undefined where all answer */
export async function testLive(value: unknown): Promise<string | undefined> {
  const settings = parseLiveSettings(value);
  if ('wrong' in settings) return settings.wrong;
  const { relays, stun, turn, turnUser, turnPassword } = settings;
  if (relays.length + stun.length === 0 && turn === '') return 'There is no address to ask.';
  const bridge = startCarriers();
  try {
    const problems = await Promise.all([
      ...relays.map(async (relay) => {
        const answers = await bridge.call((api) => api.relayAnswers(relay));
        return answers ? [] : [`${relay} did not answer.`];
      }),
      ...stun.map(async (url) => {
        const { answered } = await gatherFrom({ urls: [url] }, 'all');
        return answered ? [] : [`${url} did not answer.`];
      }),
      ...(turn === '' ? [] : [turn]).map(async (url) => {
        const server = { urls: [url], username: turnUser, credential: turnPassword };
        const { answered, denied } = await gatherFrom(server, 'relay');
        if (answered) return [];
        return [denied ? `${url} refused the user or the password.` : `${url} did not answer.`];
      }),
    ]);
    return problems.flat().join(' ') || undefined;
  } finally {
    bridge.end();
  }
}
