import * as v from 'valibot';
import { parsed } from './parsed';

/** By which recipes a library's previews are made; while they are made anew, by which they were, and how far that has come. */
export interface PreviewProgress {
  recipes: Readonly<Record<string, number>>;
  before: Readonly<Record<string, number>>;
  /** Null where all are made. */
  after: string | null;
}

const recipes = v.record(v.string(), v.number());
const progressSchema = v.object({ recipes, before: recipes, after: v.nullable(v.string()) });

/** What was kept of making previews anew; malformed, none have been. */
export function parsePreviewProgress(value: unknown): PreviewProgress {
  return parsed(progressSchema, value) ?? { recipes: {}, before: {}, after: null };
}
