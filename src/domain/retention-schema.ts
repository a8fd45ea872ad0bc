import * as v from 'valibot';
import { NO_PURGE_MEMORY, type PurgeMemory } from './retention';

const memorySchema = v.object({ lastLookAt: v.number(), foundDueAt: v.record(v.string(), v.number()) });

/** What was kept between two looks; malformed, the waiting begins anew. */
export function parsePurgeMemory(value: unknown): PurgeMemory {
  const result = v.safeParse(memorySchema, value);
  return result.success ? result.output : NO_PURGE_MEMORY;
}
