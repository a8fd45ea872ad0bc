import { askToPersist as ask, type Room, storageRoom } from '../jobs/storage';
import { clearDerivatives, derivativeUsage } from '../library/derivatives';
import { library } from './library';
import { live } from './live';

export { capabilities } from '../jobs/storage';

const LOOK_EVERY_MS = 3000;

/** Room that the library takes and may take; undefined where the browser does not say. */
export const room = live<Room | undefined>(undefined, {
  read: () => storageRoom().catch(() => undefined),
  dependsOn: () => true,
  rest: () => LOOK_EVERY_MS,
});

/** The cache of made files. */
export const madeFiles = live(
  { files: 0, bytes: 0 },
  {
    read: () => derivativeUsage(library()),
    dependsOn: () => false,
  },
);

/** Asks the browser not to clear the library when the disk runs full. @returns whether it promised */
export async function askToPersist(): Promise<boolean> {
  const granted = await ask();
  await room.again();
  return granted;
}

/** Empties the cache of made files; they are made again when they are wanted. */
export async function clearMadeFiles(): Promise<void> {
  await clearDerivatives(library());
  await Promise.all([madeFiles.again(), room.again()]);
}
