import * as v from 'valibot';

/**
 * Relays are BitTorrent trackers that speak WebSocket, as WebTorrent uses them: who announces an offer has it passed on to
 * others in the same room, whose answers come back. Nothing but sealed text goes through them.
 * @see https://github.com/webtorrent/bittorrent-tracker (lib/client/websocket-tracker.js, server.js)
 */
const passedOn = v.object({
  info_hash: v.string(),
  peer_id: v.optional(v.string(), ''),
  offer_id: v.optional(v.string(), ''),
  offer: v.optional(v.object({ sdp: v.pipe(v.string(), v.maxLength(20_000)) })),
  answer: v.optional(v.object({ sdp: v.pipe(v.string(), v.maxLength(20_000)) })),
});

/** What comes from the others in the room, or of a relay itself. */
export type RelayEvent =
  | { type: 'offer'; relay: string; from: string; offerId: string; text: string }
  | { type: 'answer'; text: string }
  | { type: 'state'; open: number; tried: boolean };

export interface Presence {
  relays: readonly string[];
  /** 20 characters. */
  room: string;
  /** 20 characters, of this browser in this room. */
  self: string;
  onEvent: (event: RelayEvent) => void;
}

export interface Relays {
  /** What is passed on to everybody in the room, now and every few seconds; null to be there only. */
  offer(text: string | null): void;
  answer(to: { relay: string; from: string; offerId: string }, text: string): void;
  close(): void;
}

/** So many others in the room get an offer; all but the sender ignore it. */
const OFFERS = 10;
const OFFERING_MS = 4000;
/** Relays forget who is silent, and so do proxies on the way. */
const PRESENT_MS = 25_000;
const AGAIN_MS = 2000;
const MOST_AGAIN_MS = 60_000;
/** A relay that does not open by then counts as tried. */
const OPENING_MS = 10_000;

/** 20 characters, as a room, somebody in it and an offer have them. */
export const randomName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(10)), (b) => b.toString(16).padStart(2, '0')).join('');

/** Is in a room at every relay, and comes back where a connection breaks. */
export function joinRelays({ relays, room, self, onEvent }: Presence): Relays {
  const sockets = new Map<string, WebSocket>();
  const tried = new Set<string>();
  const waits = new Map<string, number>();
  let offered: string | null = null;
  let closed = false;

  const tell = () => {
    const open = [...sockets.values()].filter((socket) => socket.readyState === WebSocket.OPEN).length;
    if (!closed) onEvent({ type: 'state', open, tried: tried.size === relays.length });
  };
  const announce = (socket: WebSocket, more: object) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    const common = { action: 'announce', info_hash: room, peer_id: self, uploaded: 0, downloaded: 0 };
    socket.send(JSON.stringify({ ...common, ...more }));
  };
  const offers = () =>
    offered === null
      ? []
      : Array.from({ length: OFFERS }, () => ({ offer_id: randomName(), offer: { type: 'offer', sdp: offered } }));
  const present = (socket: WebSocket, event?: 'started') => {
    const some = offers();
    announce(socket, {
      left: offered === null ? 0 : 1,
      numwant: some.length,
      offers: some,
      ...(event ? { event } : {}),
    });
  };

  function open(relay: string): void {
    if (closed) return;
    const socket = new WebSocket(relay);
    sockets.set(relay, socket);
    const late = setTimeout(() => {
      tried.add(relay);
      tell();
    }, OPENING_MS);
    socket.onopen = () => {
      clearTimeout(late);
      tried.add(relay);
      waits.delete(relay);
      present(socket, 'started');
      tell();
    };
    socket.onmessage = ({ data }) => take(relay, data);
    socket.onclose = () => {
      clearTimeout(late);
      if (closed) return;
      tried.add(relay);
      tell();
      const wait = waits.get(relay) ?? AGAIN_MS;
      waits.set(relay, Math.min(wait * 2, MOST_AGAIN_MS));
      setTimeout(() => open(relay), wait);
    };
  }

  function take(relay: string, data: unknown): void {
    let parsed: v.InferOutput<typeof passedOn>;
    try {
      parsed = v.parse(passedOn, JSON.parse(String(data)));
    } catch {
      // A relay may say anything; what is not for us is passed over.
      return;
    }
    const { info_hash, peer_id, offer_id, offer, answer } = parsed;
    if (info_hash !== room || peer_id === self) return;
    if (offer) onEvent({ type: 'offer', relay, from: peer_id, offerId: offer_id, text: offer.sdp });
    else if (answer) onEvent({ type: 'answer', text: answer.sdp });
  }

  const all = (work: (socket: WebSocket) => void) => {
    for (const socket of sockets.values()) work(socket);
  };
  for (const relay of relays) open(relay);
  const offering = setInterval(() => {
    if (offered !== null) all((socket) => present(socket));
  }, OFFERING_MS);
  const staying = setInterval(() => {
    if (offered === null) all((socket) => present(socket));
  }, PRESENT_MS);

  return {
    offer(text) {
      offered = text;
      all((socket) => present(socket));
    },
    answer({ relay, from, offerId }, text) {
      const socket = sockets.get(relay);
      if (socket) announce(socket, { to_peer_id: from, offer_id: offerId, answer: { type: 'answer', sdp: text } });
    },
    close() {
      closed = true;
      clearInterval(offering);
      clearInterval(staying);
      all((socket) => {
        announce(socket, { event: 'stopped', left: 0, numwant: 0 });
        socket.close();
      });
    },
  };
}
