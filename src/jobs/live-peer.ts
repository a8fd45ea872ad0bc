import { AppError } from '../domain/errors';
import { readCode, writeCode } from '../share/live/code';
import type { IceServer } from '../share/live/settings';
import type { Wire } from '../share/live/wire';
import { capabilities } from './storage';

/** Waiting to be sent: above the first nothing is added, at the second it goes on. */
const MOST_BUFFERED = 1024 * 1024;
const LOW_BUFFERED = 256 * 1024;
/** Servers that do not answer would hold everything up. */
const GATHERING_MS = 5000;
/** A server that does not answer is given up by browsers after about ten seconds. */
const TESTING_MS = 15_000;
const CONNECTING_MS = 30_000;
/** A connection may falter while a device changes its network. */
const FALTERING_MS = 10_000;

/** One half of a connection, until both have met. */
export interface Call {
  /** What the other browser needs. */
  code: string;
  /** @throws AppError "live-unreachable", "live-ended" */
  connected: Promise<Wire>;
  close(): void;
}

/** A call that waits for its answer. */
export interface OpenCall extends Call {
  /** @throws AppError "live-code" */
  accept(answer: string): Promise<void>;
}

/** Both sides open the same channel, so neither has to wait for the other's. */
function open(servers: readonly IceServer[]) {
  if (!capabilities.peers) throw new AppError('live-unsupported');
  const connection = new RTCPeerConnection({ iceServers: [...servers] });
  const channel = connection.createDataChannel('satchel', { negotiated: true, id: 0, ordered: true });
  channel.binaryType = 'arraybuffer';
  channel.bufferedAmountLowThreshold = LOW_BUFFERED;
  return { connection, channel };
}

/** Settles when all ways to this browser are known, or after a while with those that are. @returns whether all are */
function gathered(connection: RTCPeerConnection, mostMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (connection.iceGatheringState === 'complete') resolve(true);
    };
    connection.addEventListener('icegatheringstatechange', look);
    setTimeout(() => resolve(false), mostMs);
    look();
  });
}

/** RFC 8656, §5 and RFC 8489, §14.8: the server knows no such user, or the password is wrong. */
const DENIED = new Set([401, 403, 441]);

/**
 * Asks one server for a way to this browser.
 * @param policy "relay" where only what goes through the server counts
 */
export async function gatherFrom(
  server: IceServer,
  policy: RTCIceTransportPolicy,
): Promise<{ answered: boolean; denied: boolean }> {
  if (!capabilities.peers) throw new AppError('live-unsupported');
  const connection = new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: policy });
  let found = false;
  let failed = false;
  let denied = false;
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate?.type === 'srflx' || candidate?.type === 'relay') found = true;
  });
  connection.addEventListener('icecandidateerror', ({ errorCode }) => {
    failed = true;
    if (DENIED.has(errorCode)) denied = true;
  });
  try {
    connection.createDataChannel('satchel');
    await connection.setLocalDescription();
    const whole = await gathered(connection, TESTING_MS);
    // Where the server sees the address that the browser has anyway, it is not named once more.
    return { answered: found || (policy === 'all' && whole && !failed), denied };
  } finally {
    connection.close();
  }
}

export async function startCall(servers: readonly IceServer[]): Promise<OpenCall> {
  const { connection, channel } = open(servers);
  await connection.setLocalDescription();
  await gathered(connection, GATHERING_MS);
  const code = await writeCode(connection.localDescription?.sdp ?? '', '');
  // Counts from the answer on: until it comes, days may pass.
  const clock = new AbortController();
  return {
    code,
    connected: wireOf(connection, channel, clock.signal),
    close: () => clock.abort(),
    async accept(answer) {
      const sdp = await readCode(answer, code);
      await connection.setRemoteDescription({ type: 'answer', sdp }).catch((cause) => {
        throw new AppError('live-code', { cause });
      });
      setTimeout(() => clock.abort(), CONNECTING_MS);
    },
  };
}

/**
 * @param offer the other browser's code
 * @param patient whether the answer travels by people: then it may take as long as they need
 * @throws AppError "live-code"
 */
export async function answerCall(offer: string, servers: readonly IceServer[], patient: boolean): Promise<Call> {
  if (!capabilities.peers) throw new AppError('live-unsupported');
  const sdp = await readCode(offer, '');
  const { connection, channel } = open(servers);
  try {
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await connection.setLocalDescription();
  } catch (cause) {
    connection.close();
    throw new AppError('live-code', { cause });
  }
  await gathered(connection, GATHERING_MS);
  const clock = new AbortController();
  if (!patient) setTimeout(() => clock.abort(), CONNECTING_MS);
  return {
    code: await writeCode(connection.localDescription?.sdp ?? '', offer),
    connected: wireOf(connection, channel, clock.signal),
    close: () => clock.abort(),
  };
}

/** Settles when the channel is open. @param late ends a connection that has not come about */
function wireOf(connection: RTCPeerConnection, channel: RTCDataChannel, late: AbortSignal): Promise<Wire> {
  const wire = channelWire(connection, channel);
  const connected = new Promise<Wire>((resolve, reject) => {
    const fail = () => {
      connection.close();
      reject(new AppError('live-unreachable'));
    };
    channel.addEventListener('open', () => resolve(wire));
    late.addEventListener('abort', () => {
      if (channel.readyState === 'connecting') fail();
    });
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'failed' && channel.readyState === 'connecting') fail();
    });
  });
  // Whoever waits for it is told; a call that nobody waits for any more is no error.
  connected.catch(() => {});
  return connected;
}

function channelWire(connection: RTCPeerConnection, channel: RTCDataChannel): Wire {
  const queue: (string | ArrayBuffer)[] = [];
  let taker: ((message: string | ArrayBuffer) => void) | undefined;
  let ended = false;
  const waiting = new Set<(error: AppError) => void>();

  const end = () => {
    if (ended) return;
    ended = true;
    connection.close();
    for (const reject of waiting) reject(new AppError('live-ended'));
    waiting.clear();
  };
  let faltering: ReturnType<typeof setTimeout> | undefined;
  connection.addEventListener('connectionstatechange', () => {
    clearTimeout(faltering);
    if (connection.connectionState === 'failed' || connection.connectionState === 'closed') end();
    if (connection.connectionState === 'disconnected') faltering = setTimeout(end, FALTERING_MS);
  });
  channel.addEventListener('close', end);
  channel.addEventListener('error', end);
  channel.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    const take = taker;
    taker = undefined;
    if (take) take(data);
    else queue.push(data);
  });

  /** A promise that the end of the connection rejects. */
  function whileOpen<T>(start: (resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(new AppError('live-ended'));
      waiting.add(reject);
      start((value) => {
        waiting.delete(reject);
        resolve(value);
      });
    });
  }

  return {
    send(data) {
      if (ended || channel.readyState !== 'open') throw new AppError('live-ended');
      if (typeof data === 'string') channel.send(data);
      else channel.send(data);
    },
    room() {
      if (channel.bufferedAmount <= MOST_BUFFERED) return undefined;
      return whileOpen((resolve) => {
        channel.addEventListener('bufferedamountlow', () => resolve(undefined), { once: true });
      });
    },
    next() {
      const first = queue.shift();
      if (first !== undefined) return Promise.resolve(first);
      return whileOpen((resolve) => {
        taker = resolve;
      });
    },
    close: end,
  };
}
