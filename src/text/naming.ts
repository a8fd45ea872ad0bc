/**
 * File names for what leaves the library: safe on every system, unique within one zip.
 * Rules: Microsoft "Naming Files, Paths, and Namespaces" for reserved names and characters, POSIX for separators and
 * NUL, Unicode UAX #9 for direction overrides, 255 bytes of UTF-8 as the least that common file systems hold.
 */

const MAX_BYTES = 255;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i;
/** Separators, characters Windows refuses, C0 and C1 controls. */
const FORBIDDEN = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f]/g;
/** Characters that reorder or hide text: a name must not show another extension than it has. */
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;
/** Scripts in which words are spelled with zero-width joiners and non-joiners (Unicode 15, §23.2; RFC 5892, A.1 and A.2). */
const JOINING =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Mymr}\\p{scx=Khmr}\\p{scx=Tibt}]';
/** Signs after which a joiner shapes the end of a word too: the viramas of India, Sri Lanka, Burma and Cambodia. */
const VIRAMA = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u103a\\u17d2]';
const BEFORE_JOINER = new RegExp(`(?:${JOINING})$`, 'u');
const AFTER_JOINER = new RegExp(`^(?:${JOINING})`, 'u');
const AFTER_VIRAMA = new RegExp(`${VIRAMA}$`, 'u');
const EMOJI_BEFORE = /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;
const ZWJ = '\u200d';

/** Of invisible characters the joiner that belongs to the spelling of a word, or to an emoji; nothing of the others. */
function spelling(run: string, before: string, after: string): string {
  const joiner = /[\u200c\u200d]/.exec(run)?.[0] ?? '';
  const inWord = AFTER_VIRAMA.test(before) || (BEFORE_JOINER.test(before) && AFTER_JOINER.test(after));
  const inEmoji = joiner === ZWJ && EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(after);
  return inWord || inEmoji ? joiner : '';
}

/** Bytes of a string in UTF-8; lone surrogates count as the three bytes of their replacement. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What programs take for the kind of a file: a few letters and figures, not figures alone ("scan.2024.05"). */
const EXTENSION = /^\.(?!\d+$)[a-z0-9_~-]{1,11}$/i;

/** Splits "photo.tar.gz" into "photo.tar" and ".gz"; ".hidden" and "scan.2024.05" have no extension. */
export function splitExtension(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || !EXTENSION.test(name.slice(dot, dot + 13))) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot) };
}

/** Without the dots and blanks at its end, which Windows does not keep. */
function trimmed(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end--;
  return name.slice(0, end);
}

/** A name that every file system takes and that shows what it is; never empty. */
export function safeName(name: string): string {
  const visible = name
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, (run, at: number, whole: string) => {
      const after = at + run.length;
      return spelling(run, whole.slice(Math.max(0, at - 4), at), whole.slice(after, after + 4));
    });
  const cleaned = trimmed(visible.replace(FORBIDDEN, '_')).replace(/^ +/, '');
  const { stem, extension } = splitExtension(cleaned);
  const firstPart = stem.split('.')[0] ?? '';
  const free = RESERVED.test(firstPart.trim()) ? `_${stem}` : stem;
  return shorten(free || 'file', extension, '');
}

/** Stem, suffix and extension within the limit; the stem gives way, whole characters at a time. */
function shorten(stem: string, extension: string, suffix: string): string {
  const room = MAX_BYTES - utf8Length(extension) - utf8Length(suffix);
  let kept = stem;
  if (utf8Length(stem) > room) {
    kept = '';
    let used = 0;
    for (const { segment } of graphemes.segment(stem)) {
      used += utf8Length(segment);
      if (used > room) break;
      kept += segment;
    }
    kept = trimmed(kept) || '_';
  }
  return kept + suffix + extension;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Gives out names no two of which are the same on systems that fold case and normalise ("photo (2).jpg"). */
export function createNamer(): (name: string) => string {
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  const fold = (name: string) => name.normalize('NFC').toLowerCase();
  return (name) => {
    const safe = safeName(name);
    let candidate = safe;
    if (taken.has(fold(candidate))) {
      const { stem, extension } = splitExtension(safe);
      let number = nextNumber.get(fold(safe)) ?? 2;
      do candidate = shorten(stem, extension, ` (${number++})`);
      while (taken.has(fold(candidate)));
      nextNumber.set(fold(safe), number);
    }
    taken.add(fold(candidate));
    return candidate;
  };
}

/** The extensions that files of pictures have: what is delivered has its own instead. */
const PICTURES = new Set(
  'jpg jpeg jpe jfif jif png apng webp gif tif tiff avif avifs jxl svg svgz heic heif hif bmp dib ico psd psb jp2 j2k jpx jpf tga exr hdr dng nef nrw arw sr2 cr2 cr3 crw orf raf rw2 pef srw raw 3fr iiq'.split(
    ' ',
  ),
);

/** The file name of a rendition: the version's own name, its extension exchanged for that of what is delivered. */
export function deliveredName(fileName: string, extension: string): string {
  const { stem, extension: own } = splitExtension(fileName);
  return `${PICTURES.has(own.slice(1).toLowerCase()) ? stem : fileName}.${extension}`;
}

/**
 * The name under which an original goes out: its own, unless its extension lies about its bytes ("holiday.jpg" that is
 * a PNG stays as its owner named it: originals are never changed, not even in name) — only made safe.
 */
export function originalName(fileName: string): string {
  return safeName(fileName);
}

/** "DSC_00…412.jpg": the middle goes, the beginning and the extension stay. Counts characters as people see them. */
export function middleEllipsis(name: string, most: number): string {
  const parts = Array.from(graphemes.segment(name), ({ segment }) => segment);
  if (parts.length <= most) return name;
  const tail = Math.min(Math.floor(most / 2), 12);
  return `${parts.slice(0, most - tail - 1).join('')}…${parts.slice(-tail).join('')}`;
}
