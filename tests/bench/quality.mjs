import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openSatchel } from './satchel.mjs';

const here = import.meta.dirname;

/** How near pictures are to what vips makes with the same settings. */
export async function benchQuality({ program, pictures, scratch, print, report, has }) {
  if (!has('vipsthumbnail') || !has('unzip')) return print('quality: vips or unzip is missing, skipped');
  print('quality: SSIM against vips on the command line, same settings');
  const { default: sharp } = await import(join(here, 'node_modules/sharp/dist/index.mjs')).catch(
    () => import(join(here, 'node_modules/sharp/lib/index.js')),
  );
  const { ssim } = await import(join(here, 'node_modules/ssim.js/dist/index.js'));
  const satchel = await openSatchel(program.address);
  await satchel.upload(pictures);
  const out = join(scratch, 'quality');
  mkdirSync(out);
  let worst = 1;
  let different = 0;
  for (const [type, extension, settings] of [
    ['JPEG 1600', 'jpg', '[Q=80,optimize-coding]'],
    ['WebP 1600', 'webp', '[Q=80,effort=2]'],
  ]) {
    const [download] = await Promise.all([satchel.page.waitForEvent('download'), satchel.downloadAll(type)]);
    const folder = join(out, extension);
    execFileSync('unzip', ['-q', '-o', await download.path(), '-d', folder]);
    for (const file of pictures) {
      const name = basename(file).replace(/\.jpg$/, '');
      const theirs = join(out, `${name}-vips.${extension}`);
      // Untagged pictures are sRGB already; a conversion from sRGB to sRGB by the command line bends their tones.
      const { icc } = await sharp(file).metadata();
      const tagged = icc && !/sRGB/.test(Buffer.from(icc).toString('latin1'));
      const colours = tagged ? ['--export-profile', 'srgb'] : [];
      execFileSync('vipsthumbnail', [file, '-s', '1600x1600>', ...colours, '-o', `${theirs}${settings}`], {
        stdio: 'ignore',
      });
      const raw = async (path) => {
        // Without its profile: sharp would convert from sRGB to its own idea of sRGB on the way.
        const plain = `${path}.png`;
        execFileSync('vips', ['copy', path, `${plain}[strip]`], { stdio: 'ignore' });
        const { data, info } = await sharp(plain).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
        return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
      };
      const [ours, vips] = [await raw(join(folder, `${name}.${extension}`)), await raw(theirs)];
      if (ours.width !== vips.width || ours.height !== vips.height) {
        different++;
        continue;
      }
      const value = ssim(ours, vips).mssim;
      if (value < worst) worst = value;
      if (value < 0.99) print(`  ${name}.${extension}: ${value.toFixed(4)}`);
    }
  }
  report('pictures of another size than vips makes', different, 0, 0, false);
  report('lowest SSIM against vips', worst, 0.99, 0.99);
  await satchel.close();
}
