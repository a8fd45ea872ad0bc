/** Coding-independent code points (ITU-T H.273): which red, green and blue, and which curve, a picture's numbers stand for. */
export interface CodePoints {
  primaries: number;
  transfer: number;
  /** The brightest pixel, in candela for each square metre; 0 where it is not told. */
  brightest: number;
}

export const PQ = 16;
export const HLG = 18;
const LINEAR = 8;
const CINEMA = 17;

type Point = readonly [x: number, y: number];
export type Matrix = readonly (readonly number[])[];

const D65: Point = [0.3127, 0.329];
const C: Point = [0.31, 0.316];
const BT709: Chromaticities = {
  points: [
    [0.64, 0.33],
    [0.3, 0.6],
    [0.15, 0.06],
  ],
  white: D65,
};
const DISPLAY_P3: Chromaticities = {
  points: [
    [0.68, 0.32],
    [0.265, 0.69],
    [0.15, 0.06],
  ],
  white: D65,
};
const BT2020: Chromaticities = {
  points: [
    [0.708, 0.292],
    [0.17, 0.797],
    [0.131, 0.046],
  ],
  white: D65,
};
const SMPTE170: Chromaticities = {
  points: [
    [0.63, 0.34],
    [0.31, 0.595],
    [0.155, 0.07],
  ],
  white: D65,
};

interface Chromaticities {
  /** Of red, green and blue. */
  points: readonly [Point, Point, Point];
  white: Point;
}

/** H.273, table 2; what is not told or reserved is what nearly everything is. */
const PRIMARIES: Record<number, Chromaticities | undefined> = {
  4: {
    points: [
      [0.67, 0.33],
      [0.21, 0.71],
      [0.14, 0.08],
    ],
    white: C,
  },
  5: {
    points: [
      [0.64, 0.33],
      [0.29, 0.6],
      [0.15, 0.06],
    ],
    white: D65,
  },
  6: SMPTE170,
  7: SMPTE170,
  8: {
    points: [
      [0.681, 0.319],
      [0.243, 0.692],
      [0.145, 0.049],
    ],
    white: C,
  },
  9: BT2020,
  11: { points: DISPLAY_P3.points, white: [0.314, 0.351] },
  12: DISPLAY_P3,
  22: {
    points: [
      [0.63, 0.34],
      [0.295, 0.605],
      [0.155, 0.077],
    ],
    white: D65,
  },
};

const isBt709 = (primaries: number) => PRIMARIES[primaries] === undefined;
export const isDisplayP3 = (primaries: number) => PRIMARIES[primaries] === DISPLAY_P3;

/** H.273, table 3: exponents. Every other curve of standard range is near sRGB's, and browsers take it for that. */
const EXPONENTS: Record<number, number | undefined> = { 4: 2.2, 5: 2.8, [LINEAR]: 1, [CINEMA]: 2.6 };
/** SMPTE ST 428-1: a projector's white lies below its largest number. */
const CINEMA_WHITE = 52.37 / 48;

export const isSrgbCurve = (transfer: number) =>
  transfer !== PQ && transfer !== HLG && EXPONENTS[transfer] === undefined;

/** Whether pictures with these are sRGB, as far as a browser shows them. */
export const isSrgb = ({ primaries, transfer }: CodePoints) => isBt709(primaries) && isSrgbCurve(transfer);

/** The light that a number from 0 to 1 stands for; of PQ in units of 203 cd/m² (ITU-R BT.2408), of HLG that of the scene. */
export function toLight(transfer: number, value: number): number {
  if (transfer === PQ) return (pq(value) * 10_000) / REFERENCE_WHITE;
  if (transfer === HLG) return hlg(value);
  const exponent = EXPONENTS[transfer];
  if (exponent !== undefined) return value ** exponent * (transfer === CINEMA ? CINEMA_WHITE : 1);
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Diffuse white, in cd/m². */
export const REFERENCE_WHITE = 203;

/** SMPTE ST 2084, §5.1. */
function pq(value: number): number {
  const power = value ** (1 / 78.84375);
  return (Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125);
}

/** ITU-R BT.2100, table 5: the inverse of HLG's OETF. */
function hlg(value: number): number {
  return value <= 0.5 ? (value * value) / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** Linear light of some primaries to that of BT.2020, and of BT.2020 to Display P3's and sRGB's. */
export const toBt2020 = (primaries: number) => between(PRIMARIES[primaries] ?? BT709, BT2020);
export const bt2020ToP3 = () => between(BT2020, DISPLAY_P3);
export const bt2020ToSrgb = () => between(BT2020, BT709);
/** How much each of BT.2020's primaries gives to the luminance. */
export const BT2020_LUMINANCE = [0.2627, 0.678, 0.0593];

function between(from: Chromaticities, to: Chromaticities): Matrix {
  const [before, after] = [from, to].map(({ white }) => apply(BRADFORD, xyz(white)));
  const cones = [0, 1, 2].map((i) => [0, 1, 2].map((k) => (i === k ? (after?.[i] ?? 1) / (before?.[i] ?? 1) : 0)));
  const adapted = product(inverse(BRADFORD), product(cones, BRADFORD));
  return product(inverse(rgbToXyz(to)), product(adapted, rgbToXyz(from)));
}

/** Whites are seen as white (Bradford's cone responses). */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

function rgbToXyz({ points, white }: Chromaticities): Matrix {
  const columns = points.map(xyz);
  const rows = [0, 1, 2].map((row) => columns.map((column) => column[row] ?? 0));
  const strengths = apply(inverse(rows), xyz(white));
  return rows.map((row) => row.map((value, i) => value * (strengths[i] ?? 0)));
}

const xyz = ([x, y]: Point): number[] => [x / y, 1, (1 - x - y) / y];

const apply = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0));

const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => [0, 1, 2].map((column) => row.reduce((sum, value, i) => sum + value * (b[i]?.[column] ?? 0), 0)));

function inverse(matrix: Matrix): Matrix {
  const at = (row: number, column: number) => matrix[row % 3]?.[column % 3] ?? 0;
  const cofactor = (row: number, column: number) =>
    at(row + 1, column + 1) * at(row + 2, column + 2) - at(row + 1, column + 2) * at(row + 2, column + 1);
  const determinant = [0, 1, 2].reduce((sum, column) => sum + at(0, column) * cofactor(0, column), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant));
}
