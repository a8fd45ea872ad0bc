import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import type { Synonym } from '../../domain/synonyms';
import { findProperty, itemsOf } from './part';
import { elementsOf } from './read';

/** Takes items out of a property that lists them as paths, or in ACDSee's own XML. */
export function withoutPaths(document: Document, { property, form }: Synonym, removed: readonly string[]): void {
  for (const { node } of findProperty(document, property)) {
    if (form === 'acdsee') node.textContent = withoutCategories(node.textContent ?? '', removed);
    else if (node.nodeType === 1) {
      const separator = form === 'paths-by-slash' ? '/' : '|';
      for (const item of itemsOf(node as Element)) shorten(item, separator, removed);
    }
  }
}

/** A path whose last part goes, goes; one that leads through it is shortened. */
function shorten(item: Element, separator: string, removed: readonly string[]): void {
  const path = (item.textContent ?? '').split(separator).map((part) => part.trim());
  const last = path.at(-1) ?? '';
  if (removed.includes(last)) item.parentNode?.removeChild(item);
  else if (path.some((part) => removed.includes(part))) {
    item.textContent = path.filter((part) => !removed.includes(part)).join(separator);
  }
}

/** `<Categories><Category Assigned="1">Name<Category …>`: what cannot be read goes whole. */
function withoutCategories(xml: string, removed: readonly string[]): string {
  if (!removed.some((word) => xml.includes(escaped(word)) || xml.includes(word))) return xml;
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return '';
  try {
    const onError = (level: string, message: string) => {
      if (level !== 'warning') throw new Error(message);
    };
    const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml');
    for (const category of Array.from(document.getElementsByTagName('Category'))) {
      const own = Array.from(category.childNodes).filter((child) => child.nodeType === 3);
      const name = own
        .map((child) => child.nodeValue ?? '')
        .join('')
        .trim();
      if (!removed.includes(name)) continue;
      // What lies below it moves up.
      for (const inner of elementsOf(category)) category.parentNode?.insertBefore(inner, category);
      category.parentNode?.removeChild(category);
    }
    return new XMLSerializer().serializeToString(document);
  } catch {
    return '';
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
