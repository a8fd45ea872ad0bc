import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Fault, happen } from './faults';
import { sendRanged } from './ranged';

export const S3_KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
export const S3_REGION = 'eu-test-1';
export const S3_BUCKET = 'shares';

/**
 * A store that speaks as much S3 as sharing needs and checks every signature with AWS's own signer: what is sent must be
 * what AWS's code would have sent.
 */
export interface S3Server {
  address: string;
  objects: Map<string, Buffer>;
  /** Uploads by parts that were begun and neither finished nor taken away. */
  open: Map<string, Map<number, Buffer>>;
  /** How it behaves: tests change it. */
  behaviour: {
    cors: boolean;
    publicRead: boolean;
    failNext: number;
    full: boolean;
    ranges: boolean;
    clockOffset: number;
    /** Bytes a second that it sends; 0 as fast as it can. */
    slow: number;
    /** Milliseconds before anything is done. */
    delay: number;
    /** What goes wrong with the next requests, one after another. */
    faults: Fault[];
    /** How many objects a page of a list has. */
    page: number;
    /** Whether it says what time it is. */
    date: boolean;
    /** Whether the key may not delete. */
    keeps: boolean;
    /** What is put is answered when this settles. */
    hold: Promise<void> | null;
  };
  /** The ranges that were asked for. */
  reads: string[];
  close(): Promise<void>;
}

const signer = new SignatureV4({
  credentials: S3_KEY,
  region: S3_REGION,
  service: 's3',
  sha256: Sha256,
  uriEscapePath: false,
});

const error = (response: ServerResponse, status: number, code: string) => {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The time that a signature was made at, "20260601T120000Z". */
const timeOf = (text: string) =>
  new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** As AWS's own presigner for S3 does it: the body's hash is agreed, and not signed as a header. */
const UNSIGNED = new Set(['x-amz-content-sha256']);

/** A path as it is signed: each part escaped once, by RFC 3986 (Amazon S3, "Create a canonical request"). */
const canonical = (path: string) =>
  path
    .split('/')
    .map((part) => encodeURIComponent(decodeURIComponent(part)))
    .map((part) => part.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');

async function check(request: IncomingMessage, url: URL, now: number): Promise<string | null> {
  const query = Object.fromEntries(url.searchParams);
  const target = {
    method: request.method ?? 'GET',
    protocol: 'http:',
    hostname: url.hostname,
    port: Number(url.port),
    path: canonical(url.pathname),
  };
  const signature = query['X-Amz-Signature'];
  if (signature) {
    const made = timeOf(query['X-Amz-Date'] ?? '');
    const seconds = Number(query['X-Amz-Expires']);
    if (!(seconds > 0 && seconds <= 604_800)) return 'AuthorizationQueryParametersError';
    if (made.getTime() + seconds * 1000 < now) return 'AccessDenied';
    if (!query['X-Amz-Credential']?.startsWith(`${S3_KEY.accessKeyId}/`)) return 'InvalidAccessKeyId';
    const rest = Object.fromEntries(
      Object.entries(query).filter(
        ([name]) => !/^X-Amz-(?:Signature|Algorithm|Credential|Date|Expires|SignedHeaders)$/.test(name),
      ),
    );
    const again = await signer.presign(
      { ...target, headers: { host: url.host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, query: rest },
      { signingDate: made, expiresIn: seconds, unsignableHeaders: UNSIGNED, unhoistableHeaders: UNSIGNED },
    );
    return again.query?.['X-Amz-Signature'] === signature ? null : 'SignatureDoesNotMatch';
  }
  const authorization = request.headers.authorization;
  if (!authorization) return 'AccessDenied';
  if (!authorization.includes(`Credential=${S3_KEY.accessKeyId}/`)) return 'InvalidAccessKeyId';
  const date = String(request.headers['x-amz-date'] ?? '');
  if (Math.abs(timeOf(date).getTime() - now) > 15 * 60 * 1000) return 'RequestTimeTooSkewed';
  const signed = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const headers = Object.fromEntries(
    signed.map((name) => [name, name === 'host' ? url.host : String(request.headers[name] ?? '')]),
  );
  const again = await signer.sign({ ...target, headers, query }, { signingDate: timeOf(date) });
  const ours = /Signature=([0-9a-f]+)/.exec(again.headers.authorization ?? '')?.[1];
  return ours && authorization.endsWith(`Signature=${ours}`) ? null : 'SignatureDoesNotMatch';
}

const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page of ListObjectsV2 (Amazon S3 API reference). */
function listed(objects: S3Server['objects'], query: URLSearchParams, page: number): string {
  const prefix = query.get('prefix') ?? '';
  const after = Buffer.from(query.get('continuation-token') ?? '', 'base64').toString();
  const keys = [...objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const left = keys.filter((key) => key.startsWith(prefix) && key > after);
  const now = left.slice(0, page);
  const token = left.length > now.length ? Buffer.from(now.at(-1) ?? '').toString('base64') : '';
  const rows = now.map(
    (key) =>
      `<Contents><Key>${escaped(key)}</Key><Size>${objects.get(key)?.length}</Size><ETag>&quot;0&quot;</ETag></Contents>`,
  );
  const next = token && `<NextContinuationToken>${token}</NextContinuationToken>`;
  return `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Prefix>${escaped(prefix)}</Prefix><IsTruncated>${token !== ''}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`;
}

export async function startS3(): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  const open: S3Server['open'] = new Map();
  const behaviour: S3Server['behaviour'] = {
    cors: true,
    publicRead: false,
    failNext: 0,
    full: false,
    ranges: true,
    clockOffset: 0,
    slow: 0,
    delay: 0,
    faults: [],
    page: 100,
    date: true,
    keeps: false,
    hold: null,
  };
  const reads: string[] = [];

  const server = createServer((request, response) => {
    void handle(request, response).catch((thrown) => {
      console.error(thrown);
      error(response, 500, 'InternalError');
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (behaviour.cors) {
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
      response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, PUT, POST, DELETE');
      response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*');
      response.setHeader('Access-Control-Expose-Headers', 'ETag, Date, Content-Range, Content-Disposition');
    }
    response.sendDate = false;
    if (behaviour.date) response.setHeader('Date', new Date(Date.now() + behaviour.clockOffset).toUTCString());
    if (request.method === 'OPTIONS') {
      response.writeHead(behaviour.cors ? 204 : 403);
      response.end();
      return;
    }
    const body = await bodyOf(request);
    if (behaviour.delay > 0) await new Promise((resolve) => setTimeout(resolve, behaviour.delay));
    if (!happen(response, behaviour.faults.shift() ?? null)) return;
    if (behaviour.failNext > 0) {
      behaviour.failNext--;
      return error(response, 500, 'InternalError');
    }
    const [, bucket, ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const anonymous = behaviour.publicRead && request.method === 'GET' && !request.headers.authorization;
    const refused = anonymous ? null : await check(request, url, Date.now() + behaviour.clockOffset);
    if (refused) return error(response, 403, refused);
    if (bucket !== S3_BUCKET) return error(response, 404, 'NoSuchBucket');
    if (behaviour.keeps && request.method === 'DELETE') return error(response, 403, 'AccessDenied');
    if (request.method === 'PUT') await behaviour.hold;
    answer(request, response, { url, key, body });
  }

  /** Little by little, as long as somebody takes it. */
  async function drip(response: ServerResponse, bytes: Buffer): Promise<void> {
    const step = Math.ceil(behaviour.slow / 20);
    for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
      response.write(bytes.subarray(at, at + step));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    response.end();
  }

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { url, key, body }: { url: URL; key: string; body: Buffer },
  ): void {
    const uploadId = url.searchParams.get('uploadId');
    const tag = `"${createHash('md5').update(body).digest('hex')}"`;
    if (request.method === 'PUT') {
      if (behaviour.full) return error(response, 507, 'QuotaExceeded');
      const part = Number(url.searchParams.get('partNumber'));
      // Amazon S3, UploadPart: 1 to 10,000.
      if (uploadId && !(part >= 1 && part <= 10_000)) return error(response, 400, 'InvalidArgument');
      if (uploadId) open.get(uploadId)?.set(part, body);
      else objects.set(key, body);
      response.writeHead(200, { ETag: tag });
      response.end();
    } else if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const id = randomUUID();
      open.set(id, new Map());
      response.end(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    } else if (request.method === 'POST' && uploadId) {
      if (!open.has(uploadId)) return error(response, 404, 'NoSuchUpload');
      const parts = [...(open.get(uploadId) ?? [])].sort(([a], [b]) => a - b).map(([, part]) => part);
      objects.set(key, Buffer.concat(parts));
      open.delete(uploadId);
      response.end('<CompleteMultipartUploadResult/>');
    } else if (request.method === 'DELETE') {
      if (uploadId) open.delete(uploadId);
      else objects.delete(key);
      response.writeHead(204);
      response.end();
    } else if (key === '' && url.searchParams.get('list-type') === '2') {
      response.writeHead(200, { 'Content-Type': 'application/xml' });
      response.end(listed(objects, url.searchParams, behaviour.page));
    } else {
      const object = objects.get(key);
      if (!object) return error(response, 404, 'NoSuchKey');
      const range = behaviour.ranges ? request.headers.range : undefined;
      const read = sendRanged(response, object, {
        range,
        send: (part) => (range && behaviour.slow > 0 ? void drip(response, part) : response.end(part)),
      });
      if (read) reads.push(read);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    objects,
    open,
    behaviour,
    reads,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
