import { readFileSync } from 'node:fs';
import { DEFAULT_FIELDS } from '../../src/domain/default-fields';
import { originOf } from '../../src/domain/embedded';
import type { FieldValues } from '../../src/domain/field';
import { withValues } from '../../src/domain/field-values';
import type { ExportProfile, FormatId } from '../../src/domain/profile';
import { NOTHING_SAID, type Statement } from '../../src/domain/statement';
import { believedValues } from '../../src/fields/belief';
import { statementOf } from '../../src/fields/statement';
import { FORMATS } from '../../src/formats';
import { compose } from '../../src/metadata/compose';
import type { Composed } from '../../src/metadata/composed';
import { CONTAINERS } from '../../src/metadata/containers';
import { svgBlocks } from '../../src/metadata/containers/svg/blocks';
import { readSvgWords } from '../../src/metadata/containers/svg/words';
import { gather } from '../../src/metadata/gather';
import type { Output } from '../../src/metadata/output';
import { readEmbedded } from '../../src/metadata/read';
import { fixture } from './tools';

/** A small picture of a format as libvips writes it, without anything said: 64 × 48 pixels. */
export function bare(format: FormatId): Uint8Array {
  return new Uint8Array(readFileSync(fixture(`bare/bare.${FORMATS[format].extension}`)));
}

/** Puts what an export says into a file of a format. */
export const embed = (file: Uint8Array, format: FormatId, composed: Composed): Uint8Array =>
  CONTAINERS[FORMATS[format].container].embed(file, composed);

/** No other kind of file here is text. */
const isSvg = (file: Uint8Array) => file[0] === 0x3c;

export interface Exporting {
  format: FormatId;
  policy: ExportProfile['metadata'];
  statement?: Statement;
  output?: Partial<Output>;
}

/** What an export of a file says, in a file of the format: all that the program does but the picture itself. */
export async function exported(
  original: Uint8Array,
  { format, policy, statement = NOTHING_SAID, output = {} }: Exporting,
): Promise<Uint8Array> {
  const facts: Output = {
    container: FORMATS[format].container,
    mime: FORMATS[format].mime,
    width: 64,
    height: 48,
    dpi: 72,
    stored: { width: 640, height: 480 },
    orientation: 1,
    colours: null,
    ...output,
  };
  const blocks = isSvg(original) ? svgBlocks(original) : await gather(original);
  return embed(bare(format), format, compose(blocks, statement, { policy, output: facts }));
}

/** What the fields of an asset say when its file was just added and then edited. */
export async function statementAfter(original: Uint8Array, edits: FieldValues = {}): Promise<Statement> {
  const file = isSvg(original) ? readSvgWords(original) : await readEmbedded(original.slice().buffer);
  const begun = withValues({ title: '', rating: 0, fields: {} }, believedValues(originOf(file), DEFAULT_FIELDS));
  return statementOf(withValues(begun, edits), DEFAULT_FIELDS, { properties: file });
}
