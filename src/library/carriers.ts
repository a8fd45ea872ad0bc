import { announce } from './changes';
import { inside } from './db';
import type { Library } from './library';
import type { CarrierRow } from './rows';

/** The settings of a storage, as they were kept; undefined where there are none. */
export async function getCarrier(library: Library, id: string): Promise<unknown> {
  const { db } = inside(library);
  return (await db.carriers.get(id))?.settings;
}

export async function putCarrier(library: Library, id: string, settings: unknown): Promise<void> {
  const { db } = inside(library);
  await db.carriers.put({ id, settings });
  announce({ carriers: true });
}

export async function removeCarrier(library: Library, id: string): Promise<void> {
  const { db } = inside(library);
  await db.carriers.delete(id);
  announce({ carriers: true });
}

/** Everything that is known of every storage, with its secrets. */
export async function allCarriers(library: Library): Promise<CarrierRow[]> {
  const { db } = inside(library);
  return db.carriers.toArray();
}
