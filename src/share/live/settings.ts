import * as v from 'valibot';
import { parsedOrWrong } from '../../domain/parsed';
import { isRelay, isStun } from '../../domain/share-link';

const MOST = 4;

const lines = (good: (line: string) => boolean, wrong: string) =>
  v.pipe(
    v.union([
      v.array(v.string()),
      v.pipe(
        v.string(),
        v.transform((text) => text.split(/[\s,]+/)),
      ),
    ]),
    v.transform((all) => all.map((line) => line.trim()).filter(Boolean)),
    v.maxLength(MOST, `at most ${MOST} addresses`),
    v.everyItem(good, wrong),
  );

/** RFC 7065, §3.1. */
const isTurn = (text: string) => /^turns?:[\w.[\]:-]+(?:\?transport=(?:udp|tcp))?$/i.test(text);

/** How two browsers find each other. The password of a TURN server is kept in this browser only, and never shown again. */
const settingsSchema = v.object({
  relays: v.optional(lines(isRelay, 'a relay begins with wss://'), []),
  stun: v.optional(lines(isStun, 'a STUN server begins with stun:'), []),
  turn: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.check((text) => text === '' || isTurn(text), 'begins with turn:'),
    ),
    '',
  ),
  turnUser: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
  turnPassword: v.optional(v.pipe(v.string(), v.maxLength(1024)), ''),
});

export type LiveSettings = v.InferOutput<typeof settingsSchema>;

/** @returns the settings; or the name of what is wrong */
export const parseLiveSettings = (value: unknown): LiveSettings | { wrong: string } =>
  parsedOrWrong(settingsSchema, value);

/** What goes into a link: the password of a TURN server never does. */
export const sharedServers = ({ relays, stun }: LiveSettings): string[] => [...relays, ...stun];

/** As RTCPeerConnection takes it. */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}

export function iceServers({ stun, turn, turnUser, turnPassword }: LiveSettings): IceServer[] {
  return [
    ...(stun.length > 0 ? [{ urls: [...stun] }] : []),
    ...(turn ? [{ urls: [turn], username: turnUser, credential: turnPassword }] : []),
  ];
}
