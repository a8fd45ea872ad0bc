import { topModal } from './modals';

/**
 * [Note: Where the focus is]
 * One rule. A dialog opens on its first field, else on its main button (where that destroys, on the one that does not),
 * else on its heading. What closes or goes gives the focus back to what opened it, else to what took its place, and it
 * never falls to the page: there the keyboard would begin at the top, and a screen reader would lose its place.
 */

const FIELDS = 'input:not([type=hidden]), select, textarea';
const TABBABLE = `a[href], button, ${FIELDS}, summary, [tabindex]`;
/** Says how the field after it is changed: not what somebody came for. */
const BESIDE = '[data-beside-field]';

/** Parts whose own focus is not where somebody works: messages come and go. */
const GUEST = '[data-focus-guest]';

/** Sent to what is left of where the focus was; who knows better than "the next one" answers with `preventDefault`. */
export const FOCUS_LOST = 'focuslost';

/** Where an element stands: itself and what it is in, each with its position among its siblings, and the next of these. */
type Place = readonly { element: Element; index: number; next: Element | null }[];

/** @param element what has the focus; the page itself is no place */
export function placeOf(element: Element | null): Place {
  const place: Place[number][] = [];
  for (let at = element; at && at !== document.body && at.parentElement; at = at.parentElement) {
    place.push({ element: at, index: [...at.parentElement.children].indexOf(at), next: at.nextElementSibling });
  }
  return place;
}

/** Whether an element can have the focus now. */
function isUsable(element: Element): boolean {
  if (!element.isConnected || element.matches(':disabled') || !element.checkVisibility()) return false;
  const modal = topModal.peek();
  return (modal === null || modal.contains(element)) && element.closest('[inert]') === null;
}

function firstUsable(within: Element, selector: string, besides?: string): HTMLElement | undefined {
  const inside = [...(within.matches(selector) ? [within] : []), ...within.querySelectorAll(selector)];
  return inside.find((each): each is HTMLElement => {
    if (!(each instanceof HTMLElement) || each.closest(GUEST) || (besides && each.matches(besides))) return false;
    // Of a tree one item is reached by Tab, and each is a place to be.
    return (each.tabIndex >= 0 || each.matches('[role=treeitem]')) && isUsable(each);
  });
}

/** Gives an element the focus, also one that Tab passes by. */
function focusOn(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Where the focus begins in a dialog that has just opened. [Note: Where the focus is] */
export function focusFirst(dialog: HTMLElement): void {
  const buttons = [...dialog.querySelectorAll<HTMLElement>('.dialog-foot button:not(:disabled)')];
  const harmless = buttons.filter((each) => !each.classList.contains('danger'));
  const main = harmless.find((each) => each.classList.contains('main'));
  const body = dialog.querySelector('.dialog-body');
  const first =
    (body && firstUsable(body, FIELDS, BESIDE)) ??
    main ??
    (harmless.length < buttons.length ? harmless[0] : harmless.at(-1)) ??
    dialog.querySelector<HTMLElement>('h2');
  if (first) focusOn(first);
}

/** Gives the focus back to a place, or to what took it. */
export function focusPlace(place: Place): void {
  const [own] = place;
  if (own && own.element instanceof HTMLElement && isUsable(own.element)) return focusOn(own.element);
  const left = place.findIndex(({ element }, i) => i > 0 && isUsable(element));
  if (left < 0) return focusPage();
  if (isAnswered(place[left]?.element)) return;
  for (let i = left; i < place.length; i++) {
    const { element } = place[i] ?? {};
    // Beyond a page or a dialog stands what has nothing to do with it.
    if (!element || element.matches('main, dialog') || element.querySelector('main, dialog')) break;
    const found = besides(element, place[i - 1]);
    if (found) return focusOn(found);
  }
  focusPage();
}

/** The first that can have the focus from where something stood on, else backwards from there. */
function besides(parent: Element, gone: Place[number] | undefined): HTMLElement | undefined {
  const children = [...parent.children];
  // Siblings may have come before it since: the one after it says where it was.
  const index = gone?.next?.parentElement === parent ? children.indexOf(gone.next) : (gone?.index ?? 0);
  for (const child of [...children.slice(index), ...children.slice(0, index).reverse()]) {
    const found = firstUsable(child, TABBABLE);
    if (found) return found;
  }
  return undefined;
}

function isAnswered(element: Element | undefined): boolean {
  return element?.dispatchEvent(new CustomEvent(FOCUS_LOST, { bubbles: true, cancelable: true })) === false;
}

/** Gives the focus to the dialog on top, or to the page's content: to what it is a list of, else to itself. */
export function focusPage(): void {
  const modal = topModal.peek();
  const main = document.querySelector<HTMLElement>('main');
  if (modal) focusFirst(modal);
  else if (main && !isAnswered(main)) focusOn(main);
}

/**
 * Sees that the focus never falls to the page while somebody works: what had it was taken away, disabled or moved.
 * @returns a function that ends it
 */
export function keepFocus(): () => void {
  let place: Place = [];
  let has: Element | null = null;
  const onFocus = (event: FocusEvent) => {
    if (!(event.target instanceof Element) || event.target === document.body) return;
    has = event.target;
    if (!has.closest(GUEST)) place = placeOf(has);
  };
  const look = (records: readonly MutationRecord[]) => {
    const active = document.activeElement;
    if (!has || (active && active !== document.body && !active.matches(':disabled'))) return;
    // Somebody who clicked beside everything, or left the window, wanted it so.
    const moved = () => records.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(has)));
    if (isUsable(has) && !moved()) return;
    focusPlace(place);
  };
  const observer = new MutationObserver(look);
  const onWindowFocus = () => look([]);
  document.addEventListener('focusin', onFocus);
  window.addEventListener('focus', onWindowFocus);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocus);
    window.removeEventListener('focus', onWindowFocus);
  };
}
