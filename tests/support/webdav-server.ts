import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, happen } from './faults';
import { sendRanged } from './ranged';

export const DAV_USER = { user: 'ana', password: 'pass:wörd' };

/** How a server writes what lies in a folder. */
type Manner = 'apache' | 'sabre' | 'addresses';

/** A folder that speaks as much WebDAV as a backup needs (RFC 4918), and forgets when it ends. */
export interface WebDavServer {
  /** Of the folder, which is there already. */
  address: string;
  /** By their paths below the folder. */
  files: Map<string, Buffer>;
  folders: Set<string>;
  /** What was asked: "PUT a/b". */
  asked: string[];
  /** How it behaves: tests change it. */
  behaviour: {
    full: boolean;
    ranges: boolean;
    /** Milliseconds before anything is done. */
    delay: number;
    /** What goes wrong with the next requests, one after another. */
    faults: Fault[];
    /** How far its clock is ahead, in ms; null where it says no time. */
    clockOffset: number | null;
    manner: Manner;
    /** What stands before its paths in what it says of a folder: a proxy may know it under others. */
    inside: string;
  };
  close(): Promise<void>;
}

interface Writing {
  /** Before the names of DAV, and what declares it. */
  prefix: string;
  declares: string;
  href(path: string, host: string): string;
}

const MANNERS: Record<Manner, Writing> = {
  apache: { prefix: 'D:', declares: 'xmlns:D="DAV:"', href: (path) => path },
  // Small hexadecimal letters, and more escaped than need be.
  sabre: {
    prefix: 'd:',
    declares: 'xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"',
    href: (path) => path.replaceAll('_', '%5f').replaceAll('.', '%2e'),
  },
  addresses: { prefix: '', declares: 'xmlns="DAV:"', href: (path, host) => `http://${host}${path}` },
};

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** @param base path of the folder, escaped */
export async function startWebDav(base = '/dav/my%20files'): Promise<WebDavServer> {
  const files: WebDavServer['files'] = new Map();
  const folders: WebDavServer['folders'] = new Set(['']);
  const asked: string[] = [];
  const behaviour: WebDavServer['behaviour'] = {
    full: false,
    ranges: true,
    delay: 0,
    faults: [],
    clockOffset: 0,
    manner: 'apache',
    inside: base,
  };

  const server = createServer((request, response) => void handle(request, response));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const { clockOffset, delay } = behaviour;
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, DELETE, MKCOL, PROPFIND');
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Range, Depth');
    response.setHeader('Access-Control-Expose-Headers', 'Date, Content-Range');
    response.sendDate = false;
    if (clockOffset !== null) response.setHeader('Date', new Date(Date.now() + clockOffset).toUTCString());
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    const body = await bodyOf(request);
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const end = (status: number, text?: string) => void response.writeHead(status).end(text);
    const path = decodeURIComponent(url.slice(base.length + 1).replace(/\/$/, ''));
    asked.push(`${method} ${path}`);
    if (!happen(response, behaviour.faults.shift() ?? null)) return;
    const [, given = ''] = (headers.authorization ?? '').split(' ');
    if (Buffer.from(given, 'base64').toString() !== `${DAV_USER.user}:${DAV_USER.password}`) return end(401);
    if (url !== base && !url.startsWith(`${base}/`)) return end(method === 'PUT' || method === 'MKCOL' ? 409 : 404);
    answer({ request, response, path, body, end });
  }

  interface Task {
    request: IncomingMessage;
    response: ServerResponse;
    path: string;
    body: Buffer;
    end(status: number, text?: string): void;
  }

  function answer({ request, response, path, body, end }: Task): void {
    const file = files.get(path);
    if (request.method === 'GET') {
      if (!file) return end(404, 'Not Found');
      const range = behaviour.ranges ? request.headers.range : undefined;
      sendRanged(response, file, { range, send: (part) => response.end(part) });
    } else if (request.method === 'PUT') {
      if (behaviour.full) return end(507);
      if (folders.has(path)) return end(405);
      if (!folders.has(parentOf(path))) return end(409);
      files.set(path, body);
      end(file ? 204 : 201);
    } else if (request.method === 'DELETE') {
      if (!file) return end(404);
      files.delete(path);
      end(204);
    } else if (request.method === 'MKCOL') {
      if (file || folders.has(path)) return end(405);
      if (!folders.has(parentOf(path))) return end(409);
      folders.add(path);
      end(201);
    } else if (request.method === 'PROPFIND') {
      // A server of many files refuses what goes through all of them (RFC 4918, §9.1).
      if (request.headers.depth !== '1') return end(403);
      if (!body.toString().includes('getcontentlength')) return end(400);
      if (!folders.has(path)) return end(404, 'Not Found');
      response.writeHead(207, { 'Content-Type': 'application/xml; charset=utf-8' });
      response.end(multistatus(path, request.headers.host ?? ''));
    } else end(405);
  }

  function multistatus(path: string, host: string): string {
    const { prefix: p, declares, href } = MANNERS[behaviour.manner];
    const one = (each: string) => {
      const file = files.get(each);
      const escaped = each.split('/').map(encodeURIComponent).join('/');
      const address = href(`${behaviour.inside}/${escaped}${file || each === '' ? '' : '/'}`, host);
      const facts = file
        ? `<${p}resourcetype/><${p}getcontentlength>${file.length}</${p}getcontentlength>`
        : `<${p}resourcetype><${p}collection/></${p}resourcetype>`;
      const missing = `<${p}propstat><${p}prop><${p}getcontentlength/></${p}prop><${p}status>HTTP/1.1 404 Not Found</${p}status></${p}propstat>`;
      return `<${p}response><${p}href>${address.replaceAll('&', '&amp;')}</${p}href><${p}propstat><${p}prop>${facts}</${p}prop><${p}status>HTTP/1.1 200 OK</${p}status></${p}propstat>${file ? '' : missing}</${p}response>`;
    };
    const below = [...folders, ...files.keys()].filter((each) => each !== '' && parentOf(each) === path);
    return `<?xml version="1.0" encoding="utf-8"?>\n<${p}multistatus ${declares}>\n${[path, ...below].map(one).join('\n')}\n</${p}multistatus>\n`;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}${base}`,
    files,
    folders,
    asked,
    behaviour,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
