import { storageRoom } from '../jobs/storage';
import { formatBytes } from '../text/format';

/** A disk filled to the last byte breaks everything else. */
const SPARE_BYTES = 50_000_000;

/**
 * Looks before big work whether this browser gives the room for it.
 * @param bytes that it needs
 * @returns how much is needed and how much there is, in a sentence; undefined where there is enough, or nobody knows
 */
export async function noRoomFor(bytes: number): Promise<string | undefined> {
  const room = await storageRoom().catch(() => undefined);
  if (!room || room.quota === 0) return undefined;
  const free = Math.max(0, room.quota - room.used - SPARE_BYTES);
  if (bytes <= free) return undefined;
  return `It needs ${formatBytes(bytes)} in this browser’s storage, and ${formatBytes(free)} are left. Free some space on this device, or empty the cache in Settings → Storage, then try again.`;
}
