/**
 * What cameras and programs write where people would write words: it says nothing of a picture, fills no field, and never
 * stands before what somebody wrote. It stays in the file; an export of a field that nobody touched leaves it as it is.
 * Compared without case and without blanks around it.
 */

/** Whole values, with who writes them. */
const WHOLE: ReadonlySet<string> = new Set([
  // Cameras: their maker's or their model's name as ImageDescription.
  'olympus digital camera',
  'konica minolta digital camera',
  'minolta digital camera',
  'konica digital camera',
  'kodak digital still camera',
  'moultrie digital game camera',
  'medion digital camera',
  'ricoh digital camera',
  'pentax digital camera',
  'digital camera',
  'digital still camera',
  'samsung digital camera',
  'samsung camera pictures',
  'samsung',
  'sony dsc',
  'exif_jpeg_picture',
  'exif jpeg picture',
  'jpeg picture',
  'dcf',
  'dcf1.0',
  'dsc',
  'camera owner',
  'hellomoto',
  'my beautiful picture',
  'photo by digital camera',
  'maginon',
  // Modes that phones name (Huawei, Honor).
  'cof',
  'bsh',
  'dav',
  'edf',
  'fbt',
  'hdr',
  'hdrpl',
  'mde',
  'nor',
  'oznor',
  'oznorwo',
  'ptfbty',
  'ptr',
  'qrf',
  'rbtfbty',
  'rhdr',
  'sdr',
  'smart',
  'vbk',
  '_cuva',
  // Programs: of themselves, or of what the picture is a copy of.
  'picasa',
  'applemark',
  'screenshot',
  'binary comment',
  'charset=ascii',
  'ascii',
  'jpeg',
  'xv',
  'iclarified',
  'rptnrobot',
  'epson perfection',
  'optimized by jpegmini',
  'paint.net',
  'gimp',
  'user comments',
  // Owners that nobody has entered.
  'copyright',
  'copyrighted',
  '(c)',
  '©',
  'all rights reserved',
  'photographer',
  'photographer, editor',
  'owner',
  'artist',
  'author',
  'user',
  'admin',
  'administrator',
  'your name',
  'picture editor',
  // Fields that were opened and left.
  'default',
  'untitled',
  'title',
  'caption',
  'description',
  'comment',
  'none',
  'null',
  'undefined',
  'unknown',
  'n/a',
  'x-default',
  'no comment',
  'type here',
]);

/** Programs that sign where people would write: only with their names is "created with" nobody's word. */
const PROGRAM =
  '(?:gimp|imagemagick|graphicsmagick|imlib|inkscape|krita|blender|canva|figma|sketch|matplotlib|gnuplot|paint\\.net|photoshop|lightroom|' +
  'picasa|photoscape|snapseed|vsco|fotor|pixlr|polarr|picsart|irfanview|xnview|acdsee|corel|paintshop|photofiltre|aperture|iphoto|' +
  'tinypng|tinyjpg|jpegmini|mozjpeg|libvips|ezgif|giphy|darktable|rawtherapee|capture one|dxo|luminar|affinity|afterlight)';

/** How such values begin or what they are made of, with who writes them. Each is linear, on a bounded text. */
const FORMS: readonly RegExp[] = [
  // "Created with GIMP", "Processed with VSCO with a6 preset".
  new RegExp(
    `^(?:created|made|generated|processed|edited|compressed|optimi[sz]ed|saved) (?:with|by|using|in) (?:the |adobe |google )?${PROGRAM}\\b`,
  ),
  /^file written by adobe photoshop/,
  /^lead technologies/,
  /^creator: gd-jpeg/,
  /^ver\. ?\d/,
  /^jpeg encoder/,
  /^handmade software/,
  /^acd systems/,
  /^intel\(r\) (?:ipp|jpeg)/,
  /^xing vt-compressor/,
  // Samsung: "<Digimax S500 / Kenox S500 >".
  /^<(?:digimax|kenox|samsung|vluu)[^>]{0,60}>?$/,
  // Drones and scanners: where the picture lay on the card.
  /^(?:[a-z]:)?[\\/]?(?:[\w .-]{1,60}[\\/])+[\w .-]{1,80}\.(?:jpe?g|dng|tiff?|png|heic|mp4|mov|bmp)$/,
  // The file's own name.
  /^(?:dji|dsc|dscn|dscf|img|imgp|pxl|mvi|gopr|p\d)[-_]?[\d_-]{3,24}(?:\.\w{3,4})?$/,
  // Whole words that a notice begins with, and nothing after them.
  /^(?:copyright|\(c\)|©|by|[\s,.:;-])+$/,
  // Tables that cameras keep there for themselves.
  /^(?:fbprc|isprc|fce|af|mf)[\d ;:=,-]{4,}/,
  // No letter and no number: dots, blanks, lines, and what stands for a letter that was lost.
  /^[^\p{L}\p{N}\p{Extended_Pictographic}]*$/u,
];

/** Longer values are words, or a table that the patterns need not look into. */
const MOST_LETTERS = 200;

export function isBoilerplate(text: string): boolean {
  const value = text.normalize('NFC').trim().toLowerCase();
  if (value === '') return true;
  if (value.length > MOST_LETTERS) return false;
  return WHOLE.has(value) || WHOLE.has(value.replace(/[\s,.;:]+$/, '')) || FORMS.some((form) => form.test(value));
}
