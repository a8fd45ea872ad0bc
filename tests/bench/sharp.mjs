// Native sharp, warm, on all cores: asked over standard input, answers with seconds.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(1);

for await (const line of createInterface({ input: process.stdin })) {
  const { files, format, out, effort } = JSON.parse(line);
  mkdirSync(out, { recursive: true });
  const queue = [...files];
  const started = performance.now();
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const image = sharp(file).rotate().resize(1600, 1600, { fit: 'inside', withoutEnlargement: true });
      const encoded = format === 'jpeg' ? image.jpeg({ quality: 80 }) : image.webp({ quality: 80, effort });
      await encoded.toFile(join(out, `${basename(file)}.${format}`));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.log(JSON.stringify((performance.now() - started) / 1000));
}
