import type { OutboxRow } from '../../library/rows';

/** What a step was, and who did it, as its line in "Activity" says it; nothing where it has none. */
export function activityType({ activity }: OutboxRow['set']): { what: string; by: string } | undefined {
  const [line] = Object.values(activity ?? {});
  if (!line) return undefined;
  const { deed, who } = line;
  const type = typeof deed === 'object' && deed !== null && 'type' in deed ? String(deed.type) : '';
  return { what: type, by: typeof who === 'string' ? who : '' };
}
