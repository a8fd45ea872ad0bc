declare module 'bittorrent-tracker' {
  import type { Server as HttpServer } from 'node:http';

  /** The part of it that the tests use: the package has no types of its own. */
  export class Server {
    constructor(options: { udp: boolean; http: boolean; ws: boolean; stats: boolean });
    http: HttpServer;
    ws: { address(): unknown } | null;
    on(event: 'error' | 'warning', take: (error: Error) => void): void;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
  }
}
