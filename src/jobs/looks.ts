import { LOOK_HEIGHT, LOOK_WIDTH, type Look, lookOf } from '../domain/duplicates';

/** Rec. 709, on the bytes as they are: only which of two is lighter is asked. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722];

/** How a preview looks; null where the browser cannot open it, or it says too little. */
export async function lookOfPreview(preview: Blob): Promise<Look | null> {
  const bitmap = await createImageBitmap(preview).catch(() => null);
  if (!bitmap) return null;
  try {
    const context = new OffscreenCanvas(LOOK_WIDTH, LOOK_HEIGHT).getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    // What lets light through lies on white, as in the grid.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, LOOK_WIDTH, LOOK_HEIGHT);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, LOOK_WIDTH, LOOK_HEIGHT);
    const { data } = context.getImageData(0, 0, LOOK_WIDTH, LOOK_HEIGHT);
    const at = (i: number) => data[i] ?? 0;
    return lookOf(
      Array.from(
        { length: LOOK_WIDTH * LOOK_HEIGHT },
        (_, i) => RED * at(i * 4) + GREEN * at(i * 4 + 1) + BLUE * at(i * 4 + 2),
      ),
    );
  } finally {
    bitmap.close();
  }
}
