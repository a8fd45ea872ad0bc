import * as v from 'valibot';
import { parsed } from './parsed';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const point = v.object({
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});
const moment = v.object({ timestamp: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.finite()) });

/** What Google Takeout writes beside a photo; what we do not use is passed over. */
const photo = v.object({
  title: text(1000),
  photoTakenTime: moment,
  description: v.optional(text(100_000), ''),
  geoData: v.optional(point),
  geoDataExif: v.optional(point),
  people: v.optional(v.pipe(v.array(v.object({ name: v.optional(text(1000), '') })), v.maxLength(1000)), []),
});

/** What it writes once into the folder of an album. */
const album = v.object({ title: text(1000), description: v.optional(text(100_000), '') });

export type TakeoutPhoto = v.InferOutput<typeof photo>;
type Takeout = ({ type: 'photo' } & TakeoutPhoto) | { type: 'album'; title: string };

/** A parsed JSON as one of Takeout's; undefined where it is something else. */
export function parseTakeout(json: unknown): Takeout | undefined {
  const asPhoto = parsed(photo, json);
  if (asPhoto) return { type: 'photo', ...asPhoto };
  const asAlbum = parsed(album, json);
  return asAlbum && { type: 'album', title: asAlbum.title };
}
