import type Vips from 'wasm-vips';
import {
  BT2020_LUMINANCE,
  bt2020ToP3,
  bt2020ToSrgb,
  type CodePoints,
  HLG,
  isDisplayP3,
  isSrgbCurve,
  type Matrix,
  PQ,
  REFERENCE_WHITE,
  toBt2020,
  toLight,
} from './code-points';

/**
 * A picture as its code points mean it, in sRGB or, where a wide gamut is wanted, in Display P3 with its profile. libvips
 * gives the numbers as they stand in the file. High dynamic range is brought down as Chromium does for screens of standard range:
 * measured pixel by pixel on 512 colours of BT.2020, P3 and BT.709 in PQ and HLG, the largest difference is 1 of 255.
 */
export function inKnownColours(vips: typeof Vips, image: Vips.Image, points: CodePoints, wide: boolean): Vips.Image {
  const colours = image.bands > 3 ? image.extractBand(0, { n: 3 }) : image;
  const isP3 = isDisplayP3(points.primaries) && isSrgbCurve(points.transfer);
  const opaque = isP3 ? colours : converted(vips, colours, points, wide);
  const known = (image.bands > 3 ? opaque.bandjoin(alphaFor(image, opaque)) : opaque).copy();
  if (known.getTypeof(ICC) !== 0) known.remove(ICC);
  if (isP3 || wide) known.setBlob(ICC, p3Profile(vips));
  return known;
}

const ICC = 'icc-profile-data';

function alphaFor(image: Vips.Image, colours: Vips.Image): Vips.Image {
  const alpha = image.extractBand(3);
  return colours.format === 'ushort' && alpha.format === 'uchar' ? alpha.linear(257, 0).cast('ushort') : alpha;
}

function converted(vips: typeof Vips, image: Vips.Image, points: CodePoints, wide: boolean): Vips.Image {
  const light = recombined(vips, image.maplut(lightTable(vips, image, points.transfer)), toBt2020(points.primaries));
  const shown = points.transfer === PQ || points.transfer === HLG ? tonedDown(vips, light, points) : light;
  // Display P3 has the curve of sRGB.
  return recombined(vips, shown, wide ? bt2020ToP3() : bt2020ToSrgb())
    .copy({ interpretation: 'scrgb' })
    .colourspace('rgb16');
}

const recombined = (vips: typeof Vips, image: Vips.Image, matrix: Matrix) =>
  image.recomb(vips.Image.newMatrix(3, 3, matrix.flat()));

function lightTable(vips: typeof Vips, image: Vips.Image, transfer: number): Vips.Image {
  const most = image.format === 'ushort' ? 65_535 : 255;
  return table(vips, most + 1, (i) => toLight(transfer, i / most));
}

function table(vips: typeof Vips, length: number, of: (i: number) => number): Vips.Image {
  return vips.Image.newFromMemory(
    Float32Array.from({ length }, (_, i) => of(i)),
    length,
    1,
    1,
    vips.BandFormat.float,
  );
}

/** What a master of no stated brightness is taken to have reached, in cd/m². */
const USUAL_PEAK = 1000;
const STEPS = 65_535;
/** The brightest of PQ. */
const MOST_LIGHT = 10_000 / REFERENCE_WHITE;

function tonedDown(vips: typeof Vips, light: Vips.Image, { transfer, brightest }: CodePoints): Vips.Image {
  const display = transfer === HLG ? displayed(light) : light;
  const headroom = (transfer === PQ && brightest > 0 ? brightest : USUAL_PEAK) / REFERENCE_WHITE;
  if (headroom <= 1) return display;
  const [red, green, blue] = [0, 1, 2].map((band) => display.extractBand(band));
  const largest = (red as Vips.Image).maxpair(green as Vips.Image).maxpair(blue as Vips.Image);
  // A finer step where it is dark: the fourth root is near what the eye does.
  const steps = largest
    .linear(1 / MOST_LIGHT, 0)
    .pow(0.25)
    .linear(STEPS, 0)
    .rint()
    .cast('ushort');
  const curve = toneCurve(headroom);
  const gains = table(vips, STEPS + 1, (i) => {
    const value = (Math.max(i, 1) / STEPS) ** 4 * MOST_LIGHT;
    return curve(value) / value;
  });
  return display.multiply(steps.maplut(gains));
}

/** ITU-R BT.2100, table 5: HLG's light of the scene as a display of 1,000 cd/m² shows it. */
function displayed(scene: Vips.Image): Vips.Image {
  const weighted = BT2020_LUMINANCE.map((weight, band) => scene.extractBand(band).linear(weight, 0));
  const [first, ...others] = weighted;
  const luminance = others.reduce((sum, each) => sum.add(each), first as Vips.Image);
  return scene.multiply(luminance.pow(0.2).linear(USUAL_PEAK / REFERENCE_WHITE, 0));
}

const KNEE = 0.65;

/**
 * SMPTE ST 2094-50's curve for reference white: straight up to diffuse white, then a parabola to the brightest.
 * @param headroom the brightest, in units of diffuse white
 */
function toneCurve(headroom: number): (light: number) => number {
  const white = 1 - 0.5 * Math.min(Math.log2(headroom) / Math.log2(USUAL_PEAK / REFERENCE_WHITE), 1);
  const middle = { x: 1 - KNEE + KNEE / white, y: (1 - KNEE) * white + KNEE };
  const x = { square: 1 - 2 * middle.x + headroom, linear: 2 * middle.x - 2 };
  const y = { square: white - 2 * middle.y + 1, linear: 2 * middle.y - 2 * white };
  return (light) => {
    if (light <= 1) return light * white;
    if (light >= headroom) return 1;
    const root = Math.sqrt(x.linear ** 2 + 4 * x.square * (light - 1));
    const t = (root - x.linear) / (2 * x.square);
    return white + y.linear * t + y.square * t * t;
  };
}

let p3: Uint8Array | undefined;

/** libvips hands out its own profile only with a picture that was converted to it. */
function p3Profile(vips: typeof Vips): Uint8Array {
  if (!p3) {
    const dot = vips.Image.black(1, 1, { bands: 3 }).copy({ interpretation: 'srgb' });
    p3 = dot.iccTransform('p3', { input_profile: 'srgb' }).getBlob(ICC).slice();
  }
  return p3;
}
