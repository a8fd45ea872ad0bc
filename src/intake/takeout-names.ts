/**
 * How Google Takeout calls the JSON of a photo: "IMG.jpg.json", or "IMG.jpg.supplemental-metadata.json". Up to ".json" a name has
 * 46 characters at most, what is longer is cut off; the number of one of several files with the same name stands at its end
 * ("IMG(1).jpg" has "IMG.jpg(1).json"), and is not cut.
 */
const MOST = 46;
const SUPPLEMENT = '.supplemental-metadata';
/** Older ones were cut a little later. */
const CUT_FROM = 40;

/** What Google Photos calls a picture that was edited there, whose JSON is that of the picture before. */
const EDITED =
  /-(?:edited|bearbeitet|modifié|editado|editada|ha editado|modificato|bewerkt|edytowane|redigerad|redigeret|redigert|muokattu|düzenlendi|upravené|szerkesztve|editat|изменено|編集済み|已修改|已編輯|수정됨)$/;

/**
 * The names, up to ".json" and in lower case, that a photo's JSON may have, the likeliest first.
 * @param name the photo's, as it is in the folder
 */
export function takeoutNames(name: string): string[] {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const [, plain = stem, number = ''] = /^(.+)(\(\d{1,4}\))$/.exec(stem) ?? [];
  const names = [...forms(plain + extension, number), ...(number ? forms(name, '') : [])];
  const before = plain.toLowerCase().replace(EDITED, '');
  if (before.length > 0 && before.length < plain.length) names.push(...forms(before + extension, number));
  return [...new Set(names.map((each) => each.toLowerCase()))];
}

/**
 * With what the name of each photo begins that a JSON of this name may be of, in lower case.
 * @param json its name up to ".json"
 */
export function photoBeginning(json: string): string {
  const name = json.toLowerCase();
  const dot = name.indexOf('.', 1);
  return (dot < 0 ? name : name.slice(0, dot)).replace(/(?<=.)\(\d{1,4}\)$/, '');
}

function forms(name: string, number: string): string[] {
  const full = name + SUPPLEMENT;
  const found = [name.slice(0, Math.max(MOST, 0)) + number, full.slice(0, MOST) + number];
  // However much of the supplement was left, or of a longer name.
  for (let length = full.length; length >= Math.min(name.length, CUT_FROM); length--) {
    found.push(full.slice(0, length) + number);
  }
  return found;
}

/** A film beside a photo (a live photo) has no JSON of its own. @returns a key that both have */
export const liveKey = (name: string) => name.toLowerCase().replace(/\.[^.]*$/, '');

/** What Takeout calls the JSON of an album, in the languages that we know of. */
export const isAlbumName = (name: string) =>
  /^(?:metadata|metadaten|métadonnées|metadatos|metadados|metadati|metagegevens|metadane|метаданные|メタデータ|metadata-?\d*)(?:\(\d{1,4}\))?\.json$/i.test(
    name,
  );
