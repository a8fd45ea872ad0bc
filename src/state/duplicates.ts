import { signal } from '@preact/signals';
import type { Duplicates } from '../domain/duplicates';

/** What was found when it was looked for last, in this tab; null where it was not. */
export const duplicates = signal<readonly Duplicates[] | null>(null);
