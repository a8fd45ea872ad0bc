/** What does something of its own when it is pressed, and what floats above the page. */
const CONTROLS = 'button, a[href], input, select, textarea, label, summary, [popover]';

/** Whether the press that goes on did no more than close a menu or a panel. */
let closesPopover = false;

globalThis.addEventListener?.(
  'pointerdown',
  (event) => {
    const open = [...document.querySelectorAll('[popover=auto]:popover-open')];
    closesPopover = open.length > 0 && !open.some((each) => event.composedPath().includes(each));
  },
  true,
);
/** The menu or panel in which a double-click began. */
let beganIn: Element | null = null;

/** A menu goes with the first press: the second of a double-click was not meant for what lies below it. */
function swallowSecond(event: MouseEvent): void {
  if (event.detail < 2) beganIn = event.target instanceof Element ? event.target.closest('[popover=auto]') : null;
  else if (beganIn && !beganIn.isConnected) {
    event.preventDefault();
    event.stopPropagation();
  }
}
globalThis.addEventListener?.('click', swallowSecond, true);
globalThis.addEventListener?.('dblclick', swallowSecond, true);
// After everybody has heard of the click.
globalThis.addEventListener?.('click', () => {
  closesPopover = false;
});

/**
 * Whether a press on an element is meant for something else: a control inside it, a menu that belongs to it, or a menu
 * that the press closes. Asked of the event's path, since what was pressed may have left the page by the time the press
 * comes to the element.
 * @param besides a selector of what else inside the element is not its own ground
 */
export function isForControl(event: Event, besides = ''): boolean {
  if (closesPopover) return true;
  const selector = besides === '' ? CONTROLS : `${CONTROLS}, ${besides}`;
  const path = event.composedPath();
  const inside = path.slice(0, event.currentTarget ? path.indexOf(event.currentTarget) : 0);
  return inside.some((each) => each instanceof Element && each.matches(selector));
}
