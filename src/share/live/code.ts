import { deflateSync, inflateSync } from 'fflate';
import { AppError } from '../../domain/errors';
import { fromBase64Url, toBase64Url } from '../../text/base64';

/**
 * What descriptions of a connection have in common (RFC 8866, RFC 8829): with it a code has a third of the characters.
 * It is part of the format: a change of it is another version of the link.
 */
const DICTIONARY = new TextEncoder().encode(
  [
    'o=mozilla...THIS_IS_SDPARTA-99.0 ',
    'a=sendrecv\r\na=extmap-allow-mixed\r\na=msid-semantic:WMS *\r\na=msid-semantic: WMS\r\n',
    'raddr 0.0.0.0 rport 0 typ relay typ srflx 10.0.0. 192.168.1. 172.16. fd00:: fe80:: tcptype active ',
    'v=0\r\no=- 1234567890 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\n',
    'a=candidate: 1 udp 2113937151 .local typ host generation 0 network-cost 999\r\na=candidate: 1 UDP 2122252543 ',
    'a=ice-ufrag:\r\na=ice-pwd:\r\na=ice-options:trickle\r\na=fingerprint:sha-256 ',
    'a=setup:actpass\r\na=setup:active\r\na=mid:0\r\na=sctp-port:5000\r\na=max-message-size:262144\r\na=end-of-candidates\r\n',
  ].join(''),
);

const CHECK_BYTES = 4;
const MOST_CODE = 8000;

async function checkOf(bytes: Uint8Array, belongsTo: string): Promise<Uint8Array> {
  const owner = new TextEncoder().encode(belongsTo);
  const all = new Uint8Array(owner.length + bytes.length);
  all.set(owner);
  all.set(bytes, owner.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all)).subarray(0, CHECK_BYTES);
}

/**
 * One half of a connection as text that people can copy, or scan.
 * @param sdp a session description (RFC 8866)
 * @param belongsTo the offer's code, for an answer to it; "" for an offer
 * @returns base64url of 4 bytes of SHA-256 over `belongsTo` and what follows, then raw deflate with the dictionary
 */
export async function writeCode(sdp: string, belongsTo: string): Promise<string> {
  const bytes = deflateSync(new TextEncoder().encode(sdp), { level: 9, dictionary: DICTIONARY });
  const code = new Uint8Array(CHECK_BYTES + bytes.length);
  code.set(await checkOf(bytes, belongsTo));
  code.set(bytes, CHECK_BYTES);
  return toBase64Url(code);
}

/** @throws AppError "live-code" where it was cut or altered, or answers another offer */
export async function readCode(text: string, belongsTo: string): Promise<string> {
  const code = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9_-]+$/.test(code) || code.length > MOST_CODE) throw new AppError('live-code');
  try {
    const all = fromBase64Url(code);
    const bytes = all.subarray(CHECK_BYTES);
    const check = await checkOf(bytes, belongsTo);
    if (check.some((byte, i) => byte !== all[i])) throw new AppError('live-code');
    const sdp = new TextDecoder('utf-8', { fatal: true }).decode(inflateSync(bytes, { dictionary: DICTIONARY }));
    if (!sdp.startsWith('v=0')) throw new AppError('live-code');
    return sdp;
  } catch (cause) {
    throw new AppError('live-code', { cause });
  }
}
