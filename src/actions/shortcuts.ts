import type { AssetId } from '../domain/ids';
import { dialog } from '../views/dialogs';
import { focusedId } from '../views/grid';
import { may } from '../views/installation';
import { singleKeys } from '../views/preferences';
import { selectedCount, selectedInOrder } from '../views/selection';
import { ACTIONS } from './index';

/** What a command from the keyboard is about: the selection, else the asset that has the focus. */
export function targetIds(): readonly AssetId[] {
  if (selectedCount.peek() > 0) return selectedInOrder();
  const id = focusedId.peek();
  return id ? [id] : [];
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio],[type=range]), textarea, select')
  );
}

/** Single letters run commands while no field has the focus (WCAG 2.1.4: they can be switched off). */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!singleKeys.peek() || dialog.peek() || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const action = ACTIONS.find((each) => each.shortcut === event.key && each.shortcut.length === 1);
    if (!action || (action.needs && !may(action.needs))) return;
    const context = { ids: targetIds() };
    if (!action.when(context)) return;
    event.preventDefault();
    void action.run(context);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
