import { type Typed, typedNow } from './unsaved';

/** In the tab's own storage: it goes with the tab. */
const KEY = 'satchel:typed';

/**
 * Keeps what is typed for as long as the page is away: it may come back loaded anew, whoever wanted that.
 * @param before what an earlier page had kept and nobody has let go yet
 * @returns a function that ends it
 */
export function keepTyped(before: () => readonly Typed[]): () => void {
  const keep = () => {
    const typed = [...before(), ...typedNow()];
    // Where the browser keeps nothing, it has asked before.
    try {
      if (typed.length > 0) sessionStorage.setItem(KEY, JSON.stringify(typed));
      else sessionStorage.removeItem(KEY);
    } catch {}
  };
  // The last that a phone tells of a page that it takes out of memory is that it is hidden.
  const onHide = () => {
    if (document.visibilityState === 'hidden') keep();
  };
  addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', onHide);
  return () => {
    removeEventListener('pagehide', keep);
    document.removeEventListener('visibilitychange', onHide);
  };
}

/** What was typed before the page was loaded; it is given once. */
export function takeTyped(): Typed[] {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isTyped) : [];
  } catch {
    return [];
  }
}

function isTyped(value: unknown): value is Typed {
  if (typeof value !== 'object' || value === null || !('where' in value) || !('words' in value)) return false;
  const { where, words } = value;
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((each) => typeof each === 'string');
  return typeof where === 'string' && Array.isArray(words) && words.every(isPair);
}
