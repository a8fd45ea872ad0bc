import { HANDED_OVER_CACHE, NAME_HEADER } from '../domain/handed-over';

/** Takes the files that another app handed over: each is given once. */
export async function takeHandedOver(): Promise<File[]> {
  if (!('caches' in globalThis) || !(await caches.has(HANDED_OVER_CACHE))) return [];
  const cache = await caches.open(HANDED_OVER_CACHE);
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const blob = await response.blob();
    files.push(new File([blob], decodeURIComponent(response.headers.get(NAME_HEADER) ?? 'file'), { type: blob.type }));
  }
  await caches.delete(HANDED_OVER_CACHE);
  return files;
}
