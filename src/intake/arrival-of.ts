import { type Field, type FieldValue, isEmpty } from '../domain/field';
import { believedValues } from '../fields/belief';
import type { Identity } from '../jobs/engines';
import { canInspect } from '../jobs/engines';
import type { Arrival } from '../library/arrivals';
import { mediaType } from '../media/kind';

interface Given extends Pick<Arrival, 'beside' | 'uploadId' | 'uploadIndex' | 'origin'> {
  fields: readonly Field[];
}

/** A file that was identified, as the asset that it becomes: it begins with what it says, and with what the installation gives. */
export function arrivalOf(file: File, { hash, mime, embedded }: Identity, { fields, ...given }: Given): Arrival {
  const origin = { file: embedded, beside: given.beside ?? {} };
  return {
    ...given,
    file,
    hash,
    mime,
    embedded,
    fileName: file.name,
    modifiedAt: file.lastModified,
    kind: mediaType(mime, file.name).kind,
    toExamine: canInspect(mime),
    values: { ...initialValues(fields), ...believedValues(origin, fields) },
  };
}

/** What the installation gives to an asset whose file says nothing. */
function initialValues(fields: readonly Field[]): Record<string, FieldValue> {
  const given = fields.filter((field) => !field.retired && !isEmpty(field.initial));
  return Object.fromEntries(given.map((field) => [field.id, field.initial]));
}
