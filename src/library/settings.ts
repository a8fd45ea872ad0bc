import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';

/** A setting as it was stored; the caller parses it, since an older program may have written it. */
export async function getSetting(library: Library, key: string): Promise<unknown> {
  const { db } = inside(library);
  return (await db.settings.get(key))?.value;
}

export async function putSetting(library: Library, key: string, value: unknown): Promise<void> {
  const { db } = inside(library);
  await db.settings.put({ key, value });
  announce({ settings: key });
}
