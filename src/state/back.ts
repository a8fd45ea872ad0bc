import { effect } from '@preact/signals';
import { closeDialogOf, openDialog, openDialogs } from './dialogs';
import { addressedAsset, href, readAddress, route } from './route';

/**
 * The browser's Back closes what was opened last and leaves the page behind it as it is.
 *
 * [Note: Back] Each dialog that opens has an entry of its own in the browser's history, which says how many are open.
 * An entry is left where it is when its dialog is closed by a button: going back in the program's own name takes time,
 * and a link that is pressed meanwhile would be undone. The next dialog takes such an entry over, and Back steps over it.
 */
interface Entry {
  depth: number;
}

function depthNow(): number {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'depth' in state ? Number(state.depth) || 0 : 0;
}

/** While somebody walks through the large view: browsers refuse addresses that change with every frame. */
const WALK_MS = 200;

/** @param askToClose asks the dialog on top to close, as Esc does; it may refuse */
export function followBack(askToClose: () => void): () => void {
  let depth = depthNow();
  let page = href(route.peek());
  let walking: ReturnType<typeof setTimeout> | undefined;

  const shown = () => {
    const viewer = openDialogs.peek().find((each) => each.type === 'viewer');
    return viewer?.type === 'viewer' ? viewer.id : null;
  };
  const address = () => (shown() === addressedAsset.peek() ? location.hash : href(route.peek(), shown()));
  const rewrite = () => {
    clearTimeout(walking);
    if (shown() === addressedAsset.peek()) return;
    history.replaceState({ depth } satisfies Entry, '', address());
    readAddress();
  };

  /** Opens what the address names. Where it was typed or is a bookmark, the page comes first: Back has somewhere to go. */
  const openAddressed = () => {
    const id = addressedAsset.peek();
    if (!id) return;
    if (depth === 0) history.replaceState({ depth } satisfies Entry, '', href(route.peek()));
    readAddress();
    openDialog({ type: 'viewer', id });
  };

  const onPop = () => {
    clearTimeout(walking);
    const before = { depth, page, open: openDialogs.peek().length };
    readAddress();
    depth = depthNow();
    page = href(route.peek());
    let stays = false;
    while (openDialogs.peek().length > depth && !stays) {
      const { length } = openDialogs.peek();
      askToClose();
      // It has asked back: what is open stays open, and gets its entries anew.
      stays = openDialogs.peek().length === length;
    }
    if (!addressedAsset.peek() && !stays) closeDialogOf('viewer');
    else if (addressedAsset.peek() && !shown()) openAddressed();
    settle();
    // An entry whose dialog was closed already: who goes back means what was before it.
    if (depth < before.depth && page === before.page && before.open <= depth) history.back();
  };

  /** Gives each open dialog its entry. */
  const settle = () => {
    const { length } = openDialogs.peek();
    if (length > depth) {
      while (depth < length) {
        depth++;
        history.pushState({ depth } satisfies Entry, '', address());
      }
      readAddress();
    } else if (openDialogs.peek().at(-1)?.type === 'viewer') {
      clearTimeout(walking);
      walking = setTimeout(rewrite, WALK_MS);
    } else rewrite();
  };

  if (addressedAsset.peek()) openAddressed();

  const stop = effect(() => {
    openDialogs.value;
    settle();
  });
  // A link's own entry is told by "hashchange"; whether by "popstate" too, browsers do not agree.
  addEventListener('popstate', onPop);
  addEventListener('hashchange', onPop);
  return () => {
    stop();
    removeEventListener('popstate', onPop);
    removeEventListener('hashchange', onPop);
    clearTimeout(walking);
  };
}
