// One worker of a competitor: decode, scale to 1600 px, encode; the bytes stay here, only their number goes back.

import { ImageMagick, initializeImageMagick, MagickFormat } from '@imagemagick/magick-wasm';
import magickUrl from '@imagemagick/magick-wasm/magick.wasm?url';
import decodeJpeg from '@jsquash/jpeg/decode';
import encodeJpeg from '@jsquash/jpeg/encode';
import resize from '@jsquash/resize';
import encodeWebp from '@jsquash/webp/encode';

const EDGE = 1600;
const QUALITY = 80;

function fitted(width, height) {
  const scale = Math.min(1, EDGE / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

let magick;

const ENGINES = {
  async jsquash(bytes, format) {
    const image = await decodeJpeg(bytes);
    const size = fitted(image.width, image.height);
    const small = size.width === image.width ? image : await resize(image, { ...size, method: 'lanczos3' });
    return (
      format === 'jpeg' ? await encodeJpeg(small, { quality: QUALITY }) : await encodeWebp(small, { quality: QUALITY })
    ).byteLength;
  },
  async magick(bytes, format) {
    magick ??= fetch(magickUrl)
      .then((response) => response.arrayBuffer())
      .then((wasm) => initializeImageMagick(new Uint8Array(wasm)));
    await magick;
    return ImageMagick.read(new Uint8Array(bytes), (image) => {
      image.autoOrient();
      const { width, height } = fitted(image.width, image.height);
      image.resize(width, height);
      image.quality = QUALITY;
      return image.write(format === 'jpeg' ? MagickFormat.Jpeg : MagickFormat.WebP, (data) => data.length);
    });
  },
  async canvas(bytes, format) {
    const picture = await createImageBitmap(new Blob([bytes]));
    const { width, height } = fitted(picture.width, picture.height);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, width, height);
    picture.close();
    return (await canvas.convertToBlob({ type: `image/${format}`, quality: QUALITY / 100 })).size;
  },
};

addEventListener('message', async ({ data: { engine, bytes, format, id } }) => {
  try {
    postMessage({ id, size: await ENGINES[engine](bytes, format) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
