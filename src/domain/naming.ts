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
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const ZERO_WIDTH_JOINER_IN_EMOJI = /(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu;
/** Stands in for a joiner inside an emoji while the other invisible characters go. */
const KEPT_JOINER = '\ue000';

/** Bytes of a string in UTF-8; lone surrogates count as the three bytes of their replacement. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Splits "photo.tar.gz" into "photo.tar" and ".gz"; ".hidden" has no extension. */
export function splitExtension(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || dot === name.length - 1 || name.length - dot > 12) return { stem: name, extension: '' };
  return { stem: name.slice(0, dot), extension: name.slice(dot) };
}

/** A name that every file system takes and that shows what it is; never empty. */
export function safeName(name: string): string {
  const cleaned = name
    .toWellFormed()
    .normalize('NFC')
    .replace(ZERO_WIDTH_JOINER_IN_EMOJI, KEPT_JOINER)
    .replace(INVISIBLE, '')
    .replaceAll(KEPT_JOINER, '\u200d')
    .replace(FORBIDDEN, '_')
    .replace(/[. ]+$/, '')
    .replace(/^ +/, '');
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
    kept = kept.replace(/[. ]+$/, '') || '_';
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

/** The file name of a rendition: the version's own name with the extension of what is delivered. */
export function deliveredName(fileName: string, extension: string): string {
  return `${splitExtension(fileName).stem}.${extension}`;
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
