import type { ServerResponse } from 'node:http';

/**
 * What goes wrong with a request: an error of the server's own before or after it did what was asked, a connection that is cut before it
 * did anything, when it has done it, or in the middle of the answer. Null where nothing does.
 */
export type Fault = 'fails' | 'fails-after' | 'cut' | 'cut-after' | 'cut-in-the-middle' | null;

export const FAULTS = ['fails', 'fails-after', 'cut', 'cut-after', 'cut-in-the-middle'] as const satisfies Fault[];

/**
 * Has a fault happen to an answer.
 * @returns whether the request is still to be done
 */
export function happen(response: ServerResponse, fault: Fault): boolean {
  if (fault === null) return true;
  if (fault === 'fails') response.writeHead(500).end();
  if (fault === 'cut') response.destroy();
  if (fault === 'fails' || fault === 'cut') return false;
  const { writeHead, end } = response;
  if (fault !== 'cut-in-the-middle') response.writeHead = () => response;
  response.end = ((body?: Buffer | string) => {
    if (fault === 'cut-after') response.destroy();
    else if (fault === 'fails-after') {
      Object.assign(response, { writeHead, end });
      response.writeHead(500).end();
    } else {
      const all = Buffer.from(body ?? '');
      // Without a body there is no middle: then it is the end that does not come.
      response.write(all.length > 1 ? all.subarray(0, all.length / 2) : 'half', () => response.destroy());
    }
    return response;
  }) as typeof end;
  return true;
}
