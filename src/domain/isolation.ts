/**
 * The headers every response of the program needs, from whichever server: `vite preview`, a host that reads `_headers`,
 * or the service worker where the host sets none.
 */

/** wasm-vips needs SharedArrayBuffer, which a page has only when it is cross-origin isolated (HTML, §7.1.3). */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
} as const;

const DOCUMENT_DIRECTIVES = [
  "default-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
];

/** The documents' content security policy; it stands in a meta element so that every host has it. */
export const DOCUMENT_POLICY = DOCUMENT_DIRECTIVES.join('; ');

function workerPolicy(scriptSource: string, connectSource = "'self'"): string {
  return DOCUMENT_DIRECTIVES.map((each) => {
    if (each.startsWith('script-src')) return `script-src ${scriptSource}`;
    return each.startsWith('connect-src') ? `connect-src ${connectSource}` : each;
  }).join('; ');
}

const THIS_DEVICE = ['http', 'ws']
  .flatMap((scheme) => [`${scheme}://localhost:*`, `${scheme}://127.0.0.1:*`])
  .join(' ');

/** Folders of the built workers. A worker obeys the policy of its own response, not its document's. */
export const WORKER_POLICIES = {
  /** The picture engine: its side modules use eval. */
  'workers/image/': workerPolicy("'self' 'unsafe-eval' 'wasm-unsafe-eval'"),
  /** Those that may connect elsewhere: to the storages that the user set up, and where a share lies. */
  'workers/carriers/': workerPolicy("'self'", `'self' https: wss: ${THIS_DEVICE}`),
  'workers/plain/': workerPolicy("'self' 'wasm-unsafe-eval'"),
} as const;

/**
 * The headers of one response.
 * @param path the path below the place the program is served from, without a leading slash
 */
export function headersFor(path: string): Record<string, string> {
  const headers: Record<string, string> = { ...ISOLATION_HEADERS, 'X-Content-Type-Options': 'nosniff' };
  const worker = Object.entries(WORKER_POLICIES).find(([folder]) => path.startsWith(folder));
  if (worker) headers['Content-Security-Policy'] = worker[1];
  return headers;
}
