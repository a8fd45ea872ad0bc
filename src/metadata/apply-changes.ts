import type { Stated, Statement } from '../domain/statement';
import type { Synonym } from '../domain/synonyms';
import { forget } from './forget';
import { type Change, changesOf } from './groups';
import { type Parts, say, says, wordsOf } from './parts';
import { withoutPaths } from './xmp/lists';
import { allPlaces, coordinates, newPacket, setProperty, takeOut } from './xmp/part';

/** What may hold other words than those that a field shows: they are only changed where they said the same. */
const MAY_SAY_OTHER_THINGS: ReadonlySet<string> = new Set([
  'exif:UserComment',
  'exif:XPSubject',
  'png:Comment',
  'gif:Comment',
  'jpeg:Comment',
]);

/** Properties whose words are numbers or dates: what is equal to them elsewhere says something else. */
const NO_WORDS: ReadonlySet<string> = new Set(['xmp:Rating', 'photoshop:DateCreated', 'exif:GPSPosition']);

/** Writes what somebody changed into everything that says the same, and takes what they took out, out of everything. */
export function applyChanges(parts: Parts, statement: Statement): void {
  const changes = changesOf(statement);
  const now = new Set(Object.values(statement.changed).flatMap((value) => value ?? []));
  const gone = changes.map((change) => {
    const plain = change.group.members.filter(isPlain).map(({ property }) => property);
    const before = plain.flatMap((property) => wordsOf(parts, property));
    const sure = new Set(
      plain.filter((each) => !MAY_SAY_OTHER_THINGS.has(each)).flatMap((each) => wordsOf(parts, each)),
    );
    const words = (isList(change) ? change.removed : before).filter((word) => !now.has(word));
    return { change, sure, words: NO_WORDS.has(change.group.root) ? [] : words };
  });
  for (const { change, sure } of gone) {
    for (const member of membersOf(change)) applyTo(parts, change, member, sure);
    for (const [property, value] of change.named) applyToMirror(parts, property, value);
  }
  const roots = new Set(changes.map(({ group }) => group.root));
  const written = new Set(Object.keys(statement.changed));
  const shown = PERSONS in statement.changed || roots.has(PERSONS) ? undefined : new Set(wordsOf(parts, PERSONS));
  for (const { change, words } of gone) {
    const kept = words.filter((word) => change.group.root === PERSONS || !shown?.has(word));
    forget(parts, { words: change.group.root === KEYWORDS ? kept : words, roots, written });
  }
}

const PERSONS = 'Iptc4xmpExt:PersonInImage';
const KEYWORDS = 'dc:subject';

const isPlain = ({ form }: Synonym) => form === 'text' || form === 'list' || form === 'joined';
const isList = ({ named, removed }: Change) =>
  removed.length > 0 || [...named.values()].some((value) => Array.isArray(value));

/** The properties of a group, and those that the statement names besides. */
function membersOf({ group, named }: Change): Synonym[] {
  const others = [...named.keys()].filter((property) => !group.members.some((each) => each.property === property));
  return [...group.members, ...others.map((property): Synonym => ({ property, form: 'text' }))];
}

/** @param sure what the properties of the group said that say nothing else */
function applyTo(parts: Parts, change: Change, { property, form }: Synonym, sure: ReadonlySet<string>): void {
  const { named, removed, value } = change;
  // Faces are looked for by their names, with everything else that has no table.
  if (form === 'regions') return;
  const emptied = named.size > 0 && value === null;
  if (form === 'text' || form === 'list' || form === 'joined') {
    const own = named.get(property);
    if (own !== undefined) say(parts, property, own);
    else if (named.size > 0 && says(parts, property)) {
      const saidTheSame =
        emptied ||
        !MAY_SAY_OTHER_THINGS.has(property) ||
        sure.size === 0 ||
        wordsOf(parts, property).some((each) => sure.has(each));
      if (saidTheSame) say(parts, property, value);
    }
  } else if (emptied) say(parts, property, null);
  else if (parts.xmp && removed.length > 0) withoutPaths(parts.xmp, { property, form }, removed);
}

/** What XMP says in its own spaces for EXIF follows what EXIF says; a position stands in XMP always, as every format has that. */
function applyToMirror(parts: Parts, property: string, value: Stated | null): void {
  if (!property.startsWith('exif:')) return;
  if (property === 'exif:GPSPosition') {
    applyPosition(parts, value);
    return;
  }
  const name = property.slice('exif:'.length);
  for (const mirror of [`tiff:${name}`, `xmp-exif:${name}`]) if (says(parts, mirror)) say(parts, mirror, value);
}

const POSITION = /^gps(?!DateStamp|TimeStamp|VersionID)|latitude|longitude/i;

function applyPosition(parts: Parts, value: Stated | null): void {
  for (const place of parts.xmp ? allPlaces(parts.xmp) : []) {
    if (POSITION.test(place.node.localName ?? '')) takeOut(place);
  }
  const position = typeof value === 'string' ? coordinates(value) : null;
  if (!position) return;
  parts.xmp ??= newPacket();
  setProperty(parts.xmp, 'xmp-exif:GPSLatitude', position.latitude);
  setProperty(parts.xmp, 'xmp-exif:GPSLongitude', position.longitude);
}
