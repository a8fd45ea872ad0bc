import type { ServerResponse } from 'node:http';

interface Ranged {
  /** The header, where the server knows of it. */
  range: string | undefined;
  send(bytes: Buffer): void;
}

/**
 * Answers a GET, with a part where one was asked for (RFC 9110, §14).
 * @returns what part that was, "0-9"
 */
export function sendRanged(response: ServerResponse, bytes: Buffer, { range, send }: Ranged): string | null {
  const asked = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  if (!asked) {
    response.writeHead(200, { 'Content-Length': bytes.length });
    send(bytes);
    return null;
  }
  const [from, to] = [Number(asked[1]), Math.min(bytes.length - 1, Number(asked[2]))];
  if (from > to) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` });
    response.end('There is nothing.');
    return null;
  }
  response.writeHead(206, { 'Content-Range': `bytes ${from}-${to}/${bytes.length}` });
  send(bytes.subarray(from, to + 1));
  return `${from}-${to}`;
}
