import * as v from 'valibot';
import { parsed } from './parsed';
import { NO_PURGE_MEMORY, type PurgeMemory } from './retention';

const memorySchema = v.object({ lastLookAt: v.number(), foundDueAt: v.record(v.string(), v.number()) });

/** What was kept between two looks; malformed, the waiting begins anew. */
export function parsePurgeMemory(value: unknown): PurgeMemory {
  return parsed(memorySchema, value) ?? NO_PURGE_MEMORY;
}
