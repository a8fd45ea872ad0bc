import { createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';

/** What was typed, by the label of its field. What is secret (a passphrase, a key) is never among it. */
export type Words = readonly (readonly [label: string, text: string])[];

/** Of fields, each with what stood there and what stands there now, those in which something was typed. */
export const typedInto = (fields: readonly (readonly [label: string, before: string, now: string])[]): Words =>
  fields.flatMap(([label, before, now]) => (before === now ? [] : [[label, now]]));

/** What was typed or chosen in one dialog, or on the page, and is kept nowhere yet: by each part that holds some, its words. */
type Unsaved = Map<object, Words>;

const onPage: Unsaved = new Map();
/** Each with what it is called; the page is not. */
const scopes = new Map<Unsaved, string>([[onPage, '']]);

/** What a component belongs to: the dialog that it is in, else the page. */
export const UnsavedScope = createContext<Unsaved>(onPage);

/**
 * Says that something here would be lost if it were closed now.
 * @param words those of it that were typed: they are given back where the page is loaded anew
 */
export function useUnsaved(changed: boolean, words: Words = [], scope = useContext(UnsavedScope)): void {
  const [holder] = useState({});
  useLayoutEffect(() => {
    if (changed) scope.set(holder, words);
    else scope.delete(holder);
  });
  useLayoutEffect(
    () => () => {
      if (!frozen) scope.delete(holder);
    },
    [],
  );
}

/** A scope for a dialog, for as long as it is open. @param name its title */
export function useUnsavedScope(name: string): Unsaved {
  const [scope] = useState<Unsaved>(() => new Map());
  useLayoutEffect(() => void scopes.set(scope, name), [name]);
  useLayoutEffect(
    () => () => {
      if (!frozen) scopes.delete(scope);
    },
    [],
  );
  return scope;
}

let frozen = false;

/** From now on nothing can be saved until the page is loaded anew: what goes off the page is still somebody's words. */
export function freezeUnsaved(): void {
  frozen = true;
}

/** Whether something on the page itself, outside every dialog, would be lost if another page came. */
export function isPageUnsaved(): boolean {
  return onPage.size > 0;
}

/** Somebody was asked, and lets it go. */
export function discardOnPage(): void {
  onPage.clear();
}

/** What was typed in one place. */
export interface Typed {
  /** The title of its dialog; "" for the page. */
  where: string;
  words: Words;
}

/** All that is typed now and kept nowhere. */
export function typedNow(): Typed[] {
  return [...scopes].flatMap(([scope, where]) => {
    const words = [...scope.values()].flat().filter(([, text]) => text.trim() !== '');
    return words.length > 0 ? [{ where, words }] : [];
  });
}

/** Has the browser ask before the program is closed or loaded anew. @returns a function that ends it */
export function keepUnsaved(): () => void {
  const onUnload = (event: BeforeUnloadEvent) => {
    if ([...scopes.keys()].some((scope) => scope.size > 0)) event.preventDefault();
  };
  addEventListener('beforeunload', onUnload);
  return () => removeEventListener('beforeunload', onUnload);
}
