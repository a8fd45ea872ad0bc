import { AppError } from '../domain/errors';

interface XmlElement {
  /** The names on the way to it and its own, without prefixes: "multistatus/response/href". */
  path: string;
  /** Its own text, without that of the elements in it. */
  text: string;
}

/** A comment, a declaration, CDATA, a tag, or text. No storage writes ">" into an attribute. */
const TOKEN = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>]+)([^>]*)>|([^<]+)/g;

/**
 * The elements of what a storage answers, each as it ends. Our own, since workers have no DOMParser, and a tree of a list of many
 * thousand objects takes longer than fetching it does. By local names: storages choose their prefixes, and nothing else has these names.
 * Where it was cut, what was open does not end: its root neither.
 * @throws AppError "carrier-failed" where tags do not fit each other
 */
export function* xmlElements(xml: string): Generator<XmlElement> {
  const open: XmlElement[] = [];
  for (const [, data, end, name = '', rest = '', text] of xml.matchAll(TOKEN)) {
    const last = open.at(-1);
    if (data !== undefined || text !== undefined) {
      if (last) last.text += data ?? unescaped(text ?? '');
      continue;
    }
    if (name === '' || name.startsWith('!')) continue;
    const local = name.slice(name.indexOf(':') + 1);
    if (end) {
      if (!last || last.path.slice(last.path.lastIndexOf('/') + 1) !== local) throw new AppError('carrier-failed');
      open.pop();
      yield last;
      continue;
    }
    const element = { path: last ? `${last.path}/${local}` : local, text: '' };
    if (rest.endsWith('/')) yield element;
    else open.push(element);
  }
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML 1.0, §4.1 and §4.6. */
function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
