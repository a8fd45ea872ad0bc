import { announce } from './changes';
import type { Library } from './db';

/** The settings of a storage, as they were kept; undefined where there are none. */
export async function getCarrier({ db }: Library, id: string): Promise<unknown> {
  return (await db.carriers.get(id))?.settings;
}

export async function putCarrier({ db }: Library, id: string, settings: unknown): Promise<void> {
  await db.carriers.put({ id, settings });
  announce({ carriers: true });
}

export async function removeCarrier({ db }: Library, id: string): Promise<void> {
  await db.carriers.delete(id);
  announce({ carriers: true });
}
