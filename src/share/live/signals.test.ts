import { createDecipheriv, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { meetingSignals } from './signals';

/** 16 bytes in base64url, as a link has them. */
const SECRET = 'AAECAwQFBgcICQoLDA0ODw';
const SIGNAL = { type: 'busy', session: 'abcdefghijklmnopqrstuv' } as const;

const derived = (info: string, bytes: number) =>
  Buffer.from(hkdfSync('sha256', Buffer.from(SECRET, 'base64url'), Buffer.alloc(0), info, bytes));

test('the room is what another program derives from the link', async () => {
  const { room } = await meetingSignals(SECRET);
  expect(room).toBe(derived('satchel live room', 15).toString('base64url'));
  expect(room.length).toBe(20);
});

test('a seal is opened by another program with the key of its own name, each time by other random bytes', async () => {
  const { seal } = await meetingSignals(SECRET);
  const open = (text: string): unknown => {
    const all = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', derived('satchel live key', 32), all.subarray(0, 12));
    decipher.setAuthTag(all.subarray(-16));
    return JSON.parse(Buffer.concat([decipher.update(all.subarray(12, -16)), decipher.final()]).toString());
  };
  const [one, other] = [await seal(SIGNAL), await seal(SIGNAL)];
  expect(open(one)).toEqual(SIGNAL);
  expect(open(other)).toEqual(SIGNAL);
  expect(one.slice(0, 16)).not.toBe(other.slice(0, 16));
});
