import { readFileSync } from 'node:fs';
import type { ExportProfile, FormatId } from '../../src/domain/profile';
import { NOTHING_SAID, type Statement } from '../../src/domain/statement';
import { FORMATS } from '../../src/formats';
import { compose } from '../../src/metadata/compose';
import { embed } from '../../src/metadata/embed';
import { gather } from '../../src/metadata/gather';
import type { Output } from '../../src/metadata/output';
import { fixture } from './tools';

/** A small picture of a format as libvips writes it, without anything said: 64 × 48 pixels. */
export function bare(format: FormatId): Uint8Array {
  return new Uint8Array(readFileSync(fixture(`bare/bare.${FORMATS[format].extension}`)));
}

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
    format,
    mime: FORMATS[format].mime,
    width: 64,
    height: 48,
    dpi: 72,
    stored: { width: 640, height: 480 },
    orientation: 1,
    colours: null,
    ...output,
  };
  return embed(bare(format), format, compose(await gather(original), statement, { policy, output: facts }));
}
