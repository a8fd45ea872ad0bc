import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../domain/errors';
import { readCode, writeCode } from './code';
import { receivePackage } from './receive';
import { sendPackage } from './send';
import { iceServers, parseLiveSettings, sharedServers } from './settings';
import { meetingSignals, randomText } from './signals';
import { MESSAGE, WINDOW, type Wire } from './wire';

const SDP = [
  'v=0',
  'o=- 9078507249220283794 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=candidate:3869207504 1 udp 2113937151 51a88e5c-dba1-4f3b-8612-2b23b69d08bd.local 36139 typ host generation 0 network-cost 999',
  'a=ice-ufrag:NreZ',
  'a=ice-pwd:orcjWCuV1KrOwoYORFanC7Oz',
  'a=ice-options:trickle',
  'a=fingerprint:sha-256 D5:6E:07:B6:BC:76:0A:F6:1C:39:5F:08:6C:D1:E8:D1:47:C5:BF:6C:1A:AB:6F:25:6F:B4:34:03:A6:49:EE:89',
  'a=setup:actpass',
  'a=mid:0',
  'a=sctp-port:5000',
  'a=max-message-size:262144',
  '',
].join('\r\n');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('codes', () => {
  test('a description is read again, and is short enough for a QR code', async () => {
    const code = await writeCode(SDP, '');
    expect(await readCode(code, '')).toBe(SDP);
    expect(await readCode(` ${code.slice(0, 40)}\r\n${code.slice(40)}\n`, '')).toBe(SDP);
    expect(code.length).toBeLessThan(400);
  });

  test('one that was cut or changed anywhere is refused, and one that answers another offer', async () => {
    const code = await writeCode(SDP, 'offer');
    await expect(readCode(code, 'another')).rejects.toThrow(AppError);
    const position = fc.nat(code.length - 1);
    await fc.assert(
      fc.asyncProperty(position, fc.nat(LETTERS.length - 1), fc.boolean(), async (at, letter, cut) => {
        const changed = cut ? code.slice(0, at) : code.slice(0, at) + LETTERS[letter] + code.slice(at + 1);
        // The last character of base64url may carry bits that nothing counts.
        if (changed === code || (!cut && at === code.length - 1)) return;
        await expect(readCode(changed, 'offer')).rejects.toMatchObject({ code: 'live-code' });
      }),
      { numRuns: 1000 },
    );
  });
});

test('signals are read by those with the link, and by nobody else', async () => {
  const secret = randomText(16);
  const [mine, theirs, stranger] = await Promise.all([
    meetingSignals(secret),
    meetingSignals(secret),
    meetingSignals(randomText(16)),
  ]);
  expect(mine.room).toBe(theirs.room);
  expect(mine.room).toHaveLength(20);
  expect(stranger.room).not.toBe(mine.room);
  const said = { type: 'offer', session: randomText(16), code: 'x' } as const;
  const sealed = await mine.seal(said);
  expect(await theirs.unseal(sealed)).toEqual(said);
  expect(await stranger.unseal(sealed)).toBeUndefined();
  expect(await theirs.unseal(`${sealed.slice(0, 20)}A${sealed.slice(21)}`)).toBeUndefined();
  expect(await theirs.unseal('rubbish')).toBeUndefined();
  const odd = await mine.seal({ type: 'offer', session: 'short', code: 'x' });
  expect(await theirs.unseal(odd)).toBeUndefined();
});

test('settings: each address by its scheme; the TURN password is never in what is shared', () => {
  const settings = parseLiveSettings({
    relays: 'wss://a.example.org/\n\n ws://localhost:1/ ',
    stun: 'stun:stun.example.org:3478',
    turn: 'turn:turn.example.org?transport=udp',
    turnUser: 'u',
    turnPassword: 'secret',
  });
  if ('wrong' in settings) throw new Error(settings.wrong);
  expect(sharedServers(settings)).toEqual(['wss://a.example.org/', 'ws://localhost:1/', 'stun:stun.example.org:3478']);
  expect(iceServers(settings)[1]).toEqual({
    urls: ['turn:turn.example.org?transport=udp'],
    username: 'u',
    credential: 'secret',
  });
  for (const wrong of [{ relays: 'ws://a.example.org/' }, { stun: 'https://x' }, { turn: 'x' }, { relays: 'wss' }]) {
    expect(parseLiveSettings(wrong)).toHaveProperty('wrong');
  }
});

/** Two ends of a connection in memory; `cut` ends it after so many messages. */
function pair(cut = Number.POSITIVE_INFINITY): [Wire, Wire, { most: number }] {
  const seen = { most: 0 };
  let left = cut;
  let ended = false;
  const ends: (() => void)[] = [];
  const make = (): Wire & { take: (data: string | ArrayBuffer) => void } => {
    const queue: (string | ArrayBuffer)[] = [];
    let waiting: { resolve: (data: string | ArrayBuffer) => void; reject: (error: unknown) => void } | undefined;
    ends.push(() => waiting?.reject(new AppError('live-ended')));
    return {
      take(data) {
        if (waiting) waiting.resolve(data);
        else queue.push(data);
        waiting = undefined;
        const bytes = queue.reduce((sum, each) => sum + (typeof each === 'string' ? 0 : each.byteLength), 0);
        seen.most = Math.max(seen.most, bytes);
      },
      send() {},
      room: () => new Promise((resolve) => setTimeout(resolve)),
      next: () =>
        new Promise((resolve, reject) => {
          const first = queue.shift();
          if (first !== undefined) return resolve(first);
          if (ended) return reject(new AppError('live-ended'));
          waiting = { resolve, reject };
        }),
      close() {
        ended = true;
        for (const end of ends) end();
      },
    };
  };
  const [a, b] = [make(), make()];
  const to = (other: typeof a) => (data: string | Uint8Array<ArrayBuffer>) => {
    if (ended) throw new AppError('live-ended');
    if (typeof data !== 'string' && data.length > MESSAGE) throw new Error('too large for a message');
    if (left-- <= 0) return a.close();
    other.take(typeof data === 'string' ? data : data.slice().buffer);
  };
  a.send = to(b);
  b.send = to(a);
  return [a, b, seen];
}

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255);

describe('handing over', () => {
  test('whatever the size, and wherever the connection breaks: what came is right, and it goes on from there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(3_000_000), fc.nat(60), async (size, cut) => {
        const bytes = bytesOf(size + 1);
        const file = new Blob([bytes]);
        const got = new Uint8Array(bytes.length);
        let have = 0;
        const write = async (pieces: ArrayBuffer[]) => {
          for (const piece of pieces) {
            got.set(new Uint8Array(piece), have);
            have += piece.byteLength;
          }
        };
        for (let tries = 0; have < bytes.length && tries < 200; tries++) {
          const [a, b] = pair(tries === 0 ? cut : undefined);
          const sent = sendPackage(a, file, () => {}).catch((error) => error);
          await receivePackage(b, { bytes: bytes.length, from: have, write, onProgress: () => {} }).catch((error) => {
            expect(error).toMatchObject({ code: 'live-ended' });
          });
          b.close();
          await sent;
          expect(Buffer.compare(got.subarray(0, have), bytes.subarray(0, have))).toBe(0);
        }
        expect(have).toBe(bytes.length);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('a receiver that writes slowly is not overrun', async () => {
    const bytes = new Uint8Array(40_000_000);
    const [a, b, seen] = pair();
    const write = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
    const all = await Promise.all([
      sendPackage(a, new Blob([bytes]), () => {}),
      receivePackage(b, { bytes: bytes.length, from: 0, write, onProgress: () => {} }),
    ]);
    expect(all).toHaveLength(2);
    expect(seen.most).toBeLessThanOrEqual(WINDOW + MESSAGE);
  }, 30_000);

  test('what cannot be written ends it', async () => {
    const [a, b] = pair();
    const sent = sendPackage(a, new Blob([new Uint8Array(5_000_000)]), () => {}).catch((error) => error);
    const full = new DOMException('full', 'QuotaExceededError');
    const write = () => Promise.reject(full);
    await expect(receivePackage(b, { bytes: 5_000_000, from: 0, write, onProgress: () => {} })).rejects.toBe(full);
    b.close();
    expect(await sent).toMatchObject({ code: 'live-ended' });
  });
});
