import { announce } from './changes';
import type { Library } from './db';

/** A setting as it was stored; the caller parses it, since an older program may have written it. */
export async function getSetting({ db }: Library, key: string): Promise<unknown> {
  return (await db.settings.get(key))?.value;
}

export async function putSetting({ db }: Library, key: string, value: unknown): Promise<void> {
  await db.settings.put({ key, value });
  announce({ settings: key });
}
