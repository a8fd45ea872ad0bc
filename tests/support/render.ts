import { readFileSync } from 'node:fs';
import Vips from 'wasm-vips';
import { DEFAULT_PROFILES } from '../../src/domain/default-profiles';
import type { ExportProfile, FormatId } from '../../src/domain/profile';
import { NOTHING_SAID, type Statement } from '../../src/domain/statement';
import { inputOf } from '../../src/media/image/open';
import { renderImage } from '../../src/media/image/render';
import { gather } from '../../src/metadata/gather';

/** The picture engine in Node: the program's own code from bytes to bytes, without a browser around it. */
let engine: Promise<typeof Vips> | undefined;

function start(): Promise<typeof Vips> {
  engine ??= Vips({
    dynamicLibraries: ['vips-heif.wasm', 'vips-jxl.wasm', 'vips-resvg.wasm'],
    print: () => {},
    printErr: () => {},
  });
  return engine;
}

/** A profile of a format, small and quick to make. */
export function profileOf(format: FormatId, metadata: ExportProfile['metadata'], pixels = 64): ExportProfile {
  const [usual] = DEFAULT_PROFILES;
  if (!usual) throw new Error('no profile');
  return { ...usual, id: `${format}-${metadata}`, format, size: { type: 'long-edge', pixels }, metadata };
}

/** A file as the image worker makes it. */
export async function render(
  path: string,
  profile: ExportProfile,
  statement: Statement = NOTHING_SAID,
): Promise<Uint8Array> {
  const vips = await start();
  const file = readFileSync(path);
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
  const blocks = await gather(new Uint8Array(bytes));
  return renderImage(inputOf(vips, bytes, { vector: path.endsWith('.svg') }), profile, {
    blocks,
    statement,
  }).bytes.slice();
}
