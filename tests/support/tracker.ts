import type { AddressInfo } from 'node:net';
import { Server } from 'bittorrent-tracker';

/** A relay as others run it: BitTorrent's own tracker, on this machine. */
export async function startTracker(): Promise<{ address: string; close(): Promise<void> }> {
  const server = new Server({ udp: false, http: true, ws: true, stats: false });
  // It warns of everybody who leaves in the middle.
  server.on('warning', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.http.address() as AddressInfo;
  return {
    address: `ws://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
