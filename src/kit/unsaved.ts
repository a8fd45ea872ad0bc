import { createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';

/** What was typed or chosen in one dialog, or on the page, and is kept nowhere yet. */
export type Unsaved = Set<object>;

const onPage: Unsaved = new Set();
const scopes = new Set<Unsaved>([onPage]);

/** What a component belongs to: the dialog that it is in, else the page. */
export const UnsavedScope = createContext<Unsaved>(onPage);

/** Says that something here would be lost if it were closed now. */
export function useUnsaved(changed: boolean, scope = useContext(UnsavedScope)): void {
  const [holder] = useState({});
  useLayoutEffect(() => {
    if (changed) scope.add(holder);
    else scope.delete(holder);
  }, [changed]);
  useLayoutEffect(() => () => void scope.delete(holder), []);
}

/** A scope for a dialog, for as long as it is open. */
export function useUnsavedScope(): Unsaved {
  const [scope] = useState<Unsaved>(() => new Set());
  useLayoutEffect(() => {
    scopes.add(scope);
    return () => void scopes.delete(scope);
  }, []);
  return scope;
}

/** Whether something on the page itself, outside every dialog, would be lost if another page came. */
export function isPageUnsaved(): boolean {
  return onPage.size > 0;
}

/** Somebody was asked, and lets it go. */
export function discardOnPage(): void {
  onPage.clear();
}

/** Has the browser ask before the program is closed or loaded anew. @returns a function that ends it */
export function keepUnsaved(): () => void {
  const onUnload = (event: BeforeUnloadEvent) => {
    if ([...scopes].some((scope) => scope.size > 0)) event.preventDefault();
  };
  addEventListener('beforeunload', onUnload);
  return () => removeEventListener('beforeunload', onUnload);
}
