import type Vips from 'wasm-vips';
import type { Decode } from '../decoder';
import { readFacts } from '../engine/facts';
import { srgbProfile } from '../engine/srgb-profile';
import { readDeclared } from './declared';
import { jpegShrink } from './jpeg-shrink';
import { readingOf } from './reading';

/** Pictures made of pixels, by libvips: one copy of the bytes is shared as a source. */
export const decodeImage: Decode = (vips, bytes, { wide }) => {
  const { unread, adapt } = readingOf(vips, bytes, wide);
  const declared = readDeclared(bytes);
  const source = vips.Source.newFromMemory(bytes);
  let opened: Vips.Image | undefined;
  const meant = (open: (loader: string) => Vips.Image, options: readonly string[] = []) => {
    const again = () => open(`[${options}]`);
    return adapt ? adapt(again) : again();
  };
  const header = () => (opened ??= vips.Image.newFromSource(source, '', { access: 'sequential' }));
  return {
    drawn: false,
    declared,
    unread,
    facts: readFacts,
    srgbProfile: () => srgbProfile(vips),
    open: (options) => meant((loader) => vips.Image.newFromSource(source, loader, options)),
    thumbnail: (width, options, evenIfCut = false) => {
      // The option of the same name does not reach the loaders; without it they paint what is missing grey or black.
      const strict = evenIfCut ? [] : ['fail_on=truncated'];
      if (adapt) {
        const access = 'sequential';
        return meant((loader) => vips.Image.newFromSource(source, loader, { access }), strict).thumbnailImage(
          width,
          options,
        );
      }
      const longEdge = Math.max(width, options?.height ?? width);
      const shrink = declared.jpeg ? jpegShrink(header(), longEdge) : 1;
      if (shrink === 1) return vips.Image.thumbnailSource(source, width, { ...options, option_string: `[${strict}]` });
      const loader = `[${[`shrink=${shrink}`, ...strict]}]`;
      return vips.Image.newFromSource(source, loader, { access: 'sequential' }).thumbnailImage(width, options);
    },
  };
};
