import { AppError } from '../../domain/errors';
import { type ListedObject, namedObjects, type ObjectStore } from '../../domain/object-store';
import { again } from '../again';
import { heardClock } from '../clock';
import { bodyOf, NOT_SATISFIABLE, rangeHeader } from '../range';
import { bucketUrl, objectUrl } from './address';
import { ifThere, putObject, removeObject, send } from './client';
import { type Page, readPage } from './list';
import type { S3Settings } from './settings';

/**
 * A bucket as a store of objects.
 * @param folder what their keys begin with, before a "/"; "" for the bucket itself
 */
export function s3Objects(settings: S3Settings, folder: string): ObjectStore {
  const { heard, ahead } = heardClock();
  const prefixOf = folder === '' ? '' : `${folder}/`;
  const keyOf = (name: string) => prefixOf + name;

  async function page(prefix: string, token: string | undefined): Promise<Page> {
    const url = bucketUrl(settings);
    url.searchParams.set('list-type', '2');
    url.searchParams.set('prefix', prefix);
    if (token) url.searchParams.set('continuation-token', token);
    const answer = await send(settings, url, { cache: 'no-store', heard });
    return readPage(await (await bodyOf(answer)).text());
  }

  return namedObjects({
    put: (name, bytes, signal) => again(() => putObject(settings, keyOf(name), bytes, { signal, heard }), signal),
    get: (name, range, signal) =>
      again(async () => {
        const headers = rangeHeader(range);
        // What is overwritten is never taken from the browser's own cache.
        const asked = { headers, signal, heard, fine: [NOT_SATISFIABLE], cache: 'no-store' } as const;
        const answer = await ifThere(send(settings, objectUrl(settings, keyOf(name)), asked));
        return answer && bodyOf(answer, range, signal);
      }, signal),
    async list(prefix) {
      const found: ListedObject[] = [];
      let token: string | undefined;
      do {
        const { objects, next } = await again(() => page(keyOf(prefix), token));
        for (const { key, bytes } of objects) found.push({ name: key.slice(prefixOf.length), bytes });
        if (next !== undefined && next === token)
          throw new AppError('carrier-failed', { detail: 'a list without end' });
        token = next;
      } while (token !== undefined);
      return found;
    },
    remove: (name) => again(() => removeObject(settings, keyOf(name), { heard })),
    clockAhead: ahead,
  });
}
