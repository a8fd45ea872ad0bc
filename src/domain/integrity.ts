import * as v from 'valibot';
import { parsed } from './parsed';
import { countSchema, hashSchema, rowSchema, timeSchema } from './row-schema';

/** How far "Check every original" is, or what it came to: kept, so that it goes on after a closed tab. */
export interface Integrity {
  startedAt: number;
  /** 0 while it is not over. */
  endedAt: number;
  /** The last hash that was looked at; "" before the first. */
  after: string;
  files: number;
  bytes: number;
  /** Bytes that are not those of their hash, or not there. */
  damaged: string[];
}

const schema = rowSchema<Integrity>()({
  startedAt: timeSchema,
  endedAt: timeSchema,
  after: v.string(),
  files: countSchema,
  bytes: countSchema,
  damaged: v.array(hashSchema<string>()),
});

/** @returns null where nobody has checked yet */
export const parseIntegrity = (value: unknown): Integrity | null => parsed(schema, value) ?? null;
