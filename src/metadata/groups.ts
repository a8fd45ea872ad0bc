import type { Stated, Statement } from '../domain/statement';
import { SYNONYMS, type Synonym, type SynonymForm } from '../domain/synonyms';

/** Properties that say the same: one that a table of synonyms begins with, and its synonyms. */
interface Group {
  root: string;
  members: readonly Synonym[];
}

const formOf = (property: string): SynonymForm => (LISTS.has(property) ? 'list' : 'text');
const LISTS: ReadonlySet<string> = new Set([
  'dc:subject',
  'dc:creator',
  'iptc:Keywords',
  'iptc:By-line',
  'Iptc4xmpExt:PersonInImage',
]);

const GROUPS: readonly Group[] = Object.entries(SYNONYMS).map(([root, synonyms]) => ({
  root,
  members: [{ property: root, form: formOf(root) }, ...synonyms],
}));
const GROUP_OF: ReadonlyMap<string, Group> = new Map(
  GROUPS.flatMap((group) => group.members.map(({ property }) => [property, group] as const)),
);

/** The group of a property; one of its own where the table does not name it. */
export function groupOf(property: string): Group {
  return GROUP_OF.get(property) ?? { root: property, members: [{ property, form: formOf(property) }] };
}

/** The root of the group that the table has for a property, if any. */
export const rootOf = (property: string): string | undefined => GROUP_OF.get(property)?.root;

/** What a statement changes in a group. */
export interface Change {
  group: Group;
  /** What its properties say now; null where they are to say nothing. */
  value: Stated | null;
  /** Properties that the statement itself names: they are written whether they were there or not. */
  named: ReadonlyMap<string, Stated | null>;
  /** Items that go. */
  removed: readonly string[];
}

/** What a statement changes, by groups. */
export function changesOf({ changed, removed }: Statement): Change[] {
  const roots = new Map<string, { group: Group; named: Map<string, Stated | null>; removed: Set<string> }>();
  const of = (property: string) => {
    const group = groupOf(property);
    const known = roots.get(group.root) ?? { group, named: new Map(), removed: new Set() };
    roots.set(group.root, known);
    return known;
  };
  for (const [property, value] of Object.entries(changed)) of(property).named.set(property, value);
  for (const [property, items] of Object.entries(removed)) for (const item of items) of(property).removed.add(item);
  return [...roots.values()].map((each) => ({
    group: each.group,
    named: each.named,
    value: each.named.get(each.group.root) ?? [...each.named.values()][0] ?? null,
    removed: [...each.removed].filter((item) => !holds([...each.named.values()], item)),
  }));
}

const holds = (values: readonly (Stated | null)[], item: string) =>
  values.some((value) => Array.isArray(value) && value.includes(item));
