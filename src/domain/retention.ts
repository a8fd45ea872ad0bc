const DAY = 24 * 60 * 60 * 1000;

/** Days until a deleted asset goes for good, rounded up; 0 where it is due. */
export function daysLeft(deletedAt: number, trashDays: number, now: number): number {
  return Math.max(0, Math.ceil((deletedAt + trashDays * DAY - now) / DAY));
}

/** What is kept between two looks at what is due: the clock may lie, and what is purged cannot be had back. */
export interface PurgeMemory {
  /** When the last look was. */
  lastLookAt: number;
  /** When each asset was first found due, by its id. */
  foundDueAt: Record<string, number>;
}

export const NO_PURGE_MEMORY: PurgeMemory = { lastLookAt: 0, foundDueAt: {} };

/** Only what an earlier look at least this long before found due is purged. */
const SECOND_LOOK_AFTER = DAY;
/** A clock that went further than this between two looks is not believed. */
const JUMP = 30 * DAY;

interface PurgePlan {
  purge: string[];
  memory: PurgeMemory;
  /** Whether the clock jumped, so that nothing was taken for due. */
  clockJumped: boolean;
}

/**
 * Decides what goes for good (DESIGN "Rules", Categories): an asset must be found due twice, at least a day apart; a
 * jump of the clock, forwards by more than thirty days or backwards, begins the waiting anew.
 */
export function planPurge(
  deleted: readonly { id: string; deletedAt: number }[],
  { memory, trashDays, now }: { memory: PurgeMemory; trashDays: number; now: number },
): PurgePlan {
  const jumped = memory.lastLookAt > 0 && (now - memory.lastLookAt > JUMP || now < memory.lastLookAt - DAY);
  const foundDueAt: Record<string, number> = {};
  const purge: string[] = [];
  for (const { id, deletedAt } of deleted) {
    if (daysLeft(deletedAt, trashDays, now) > 0) continue;
    const before = jumped ? undefined : memory.foundDueAt[id];
    if (before !== undefined && now - before >= SECOND_LOOK_AFTER) purge.push(id);
    else foundDueAt[id] = before ?? now;
  }
  return { purge, memory: { lastLookAt: now, foundDueAt }, clockJumped: jumped };
}
