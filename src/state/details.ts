import { detailsOpen } from './preferences';

/** Asks before what it is given is done, where words would be lost. */
type Ask = (go: () => void) => void;

const askers: Ask[] = [];

/** Whoever shows "Details" is asked before it is hidden. @returns a function that ends it */
export function guardDetails(ask: Ask): () => void {
  askers.push(ask);
  return () => void askers.splice(askers.indexOf(ask), 1);
}

/** Key `i`, button "Details" and the panel's cross: what was typed in it is not lost without a word. */
export function toggleDetails(): void {
  if (!detailsOpen.peek()) detailsOpen.value = true;
  // The large view stands above the page, and both show details: the upper one asks first.
  else askers.reduce<() => void>((go, ask) => () => ask(go), hide)();
}

function hide(): void {
  detailsOpen.value = false;
}
