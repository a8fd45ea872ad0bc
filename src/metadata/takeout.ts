import type { EmbeddedProperties, EmbeddedValue } from '../domain/embedded';
import { parseTakeout, type TakeoutPhoto } from '../domain/takeout-schema';

/** A JSON of Google Takeout: what it says of a photo, or what the album of its folder is called. */
export type TakeoutSays =
  | { type: 'photo'; title: string; properties: EmbeddedProperties }
  | { type: 'album'; title: string };

/** @returns null where a text is no such JSON */
export function readTakeout(text: string): TakeoutSays | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const found = parseTakeout(json);
  if (!found) return null;
  if (found.type === 'album') return { type: 'album', title: unescaped(found.title) };
  return { type: 'photo', title: unescaped(found.title), properties: propertiesOf(found) };
}

/** A title with an ending is the name that the file had; without one somebody gave it. */
const FILE_NAME = /\.[a-z0-9]{2,5}$/i;

function propertiesOf(photo: TakeoutPhoto): EmbeddedProperties {
  const properties: Record<string, EmbeddedValue> = {};
  const title = unescaped(photo.title).trim();
  if (title !== '') properties[FILE_NAME.test(title) ? 'xmpMM:PreservedFileName' : 'dc:title'] = title;
  const description = unescaped(photo.description).trim();
  if (description !== '') properties['dc:description'] = description;
  const taken = new Date(photo.photoTakenTime.timestamp * 1000);
  // 0 stands for a time that nobody knows.
  if (photo.photoTakenTime.timestamp !== 0 && !Number.isNaN(taken.getTime())) {
    properties['photoshop:DateCreated'] = taken.toISOString().replace('.000Z', 'Z');
  }
  const point = [photo.geoData, photo.geoDataExif].find(
    (each) => each && (each.latitude !== 0 || each.longitude !== 0),
  );
  if (point) properties['exif:GPSPosition'] = `${point.latitude}, ${point.longitude}`;
  const people = photo.people.map(({ name }) => unescaped(name).trim()).filter((name) => name !== '');
  if (people.length > 0) properties['Iptc4xmpExt:PersonInImage'] = [...new Set(people)];
  return properties;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Google writes its JSON as if it stood in a page. */
const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
