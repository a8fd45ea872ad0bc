import type { Element, Node } from '@xmldom/xmldom';
import { parsePacket } from './read';

const MOST_DEPTH = 50;

/**
 * The keywords of ACDSee's categories, which are XML in a text: `<Category Assigned="1">Rome</Category>` inside of others.
 * @returns paths, their parts parted by "|"; nothing where the text is no such XML
 */
export function acdseeCategories(text: string): string[] {
  const root = parsePacket(text)?.documentElement;
  const found: string[] = [];
  if (root) walk(root, [], found, 0);
  return found;
}

function walk(element: Element, path: readonly string[], found: string[], depth: number): void {
  if (depth > MOST_DEPTH) return;
  const children = Array.from(element.childNodes) as Node[];
  const name = children
    .filter((node) => node.nodeType === 3)
    .map((node) => node.nodeValue ?? '')
    .join('')
    .trim();
  const own = name === '' ? path : [...path, name];
  if (name !== '' && element.getAttribute('Assigned') === '1') found.push(own.join('|'));
  for (const child of children) if (child.nodeType === 1) walk(child as Element, own, found, depth + 1);
}
