import { UNKNOWN_ROLE } from '../domain/access';
import { titleOf } from '../domain/asset';
import { describeError } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { getAssets } from '../library/assets';
import { dialog } from '../state/dialogs';
import { focusedId, gridIds } from '../state/grid';
import { installationIsRead, may, role } from '../state/installation';
import { library } from '../state/library';
import { tell } from '../state/messages';
import { singleKeys } from '../state/preferences';
import { listsAssets, route } from '../state/route';
import { selectedCount, selectedInOrder } from '../state/selection';
import type { Action, ActionContext } from './action';
import { ACTIONS } from './index';

/**
 * What a command from the keyboard is about: the selection, else the asset that has the focus. Nothing where neither can be
 * seen: on a page without assets, or where the list shows others by now.
 */
export function targetIds(): readonly AssetId[] {
  if (!listsAssets()) return [];
  if (selectedCount.peek() > 0) return selectedInOrder();
  const id = focusedId.peek();
  return id && (gridIds.peek()?.indexOf(id) ?? -1) >= 0 ? [id] : [];
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio],[type=range]), textarea, select')
  );
}

/** How a key event is written in `Action.shortcut`. */
function nameOf(event: KeyboardEvent): string {
  const command = event.ctrlKey || event.metaKey;
  // A letter or sign already says whether Shift is held; with a command key, or a named key, it is told apart.
  const shifted = event.shiftKey && (command || event.key.length > 1);
  const key = command && event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${command ? 'Mod+' : ''}${shifted ? 'Shift+' : ''}${key}`;
}

function commandFor(event: KeyboardEvent): Action | undefined {
  const name = nameOf(event);
  const page = route.peek().page === 'deleted' ? 'deleted' : 'living';
  return ACTIONS.find((each) => each.shortcut === name && (each.page ?? page) === page);
}

/**
 * Keys run commands. Single letters only while no field has the focus, and they can be switched off (WCAG 2.1.4); keys
 * that a field or a dialog needs itself are left to it.
 */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    const action = commandFor(event);
    // Enter belongs to what has the focus; the grid opens its assets itself.
    if (!action || action.shortcut === 'Enter' || !isFor(action)) return;
    const context = { ids: targetIds() };
    if (!action.when(context)) return;
    if (action.needs && role.peek() === UNKNOWN_ROLE) {
      event.preventDefault();
      void whenAllowed(action, context);
    } else if (!action.needs || may(action.needs)) {
      event.preventDefault();
      void runOrSayWhy(action, context);
    }
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** Whether a key may mean this command as the page is now. */
function isFor({ id, shortcut }: Action): boolean {
  if (shortcut?.length === 1 && !singleKeys.peek()) return false;
  return WITH_DIALOGS.has(id) || (dialog.peek() === null && document.querySelector('dialog[open]') === null);
}

/** A key that was pressed before it was known what the role may do waits for that, as long as it still means the same. */
async function whenAllowed(action: Action, context: ActionContext): Promise<void> {
  await installationIsRead;
  if (role.peek() === UNKNOWN_ROLE) return void tell(describeError('role-unknown'));
  const same = targetIds().join() === context.ids.join();
  if (action.needs && may(action.needs) && same && isFor(action)) await runOrSayWhy(action, context);
}

/** A key does what the menu would: where the menu has not got the command, or not now, the reason is said instead. */
async function runOrSayWhy(action: Action, context: ActionContext): Promise<void> {
  const [only] = context.ids.length === 1 ? context.ids : [];
  const [asset] = only && action.forAsset ? await getAssets(library(), [only]) : [];
  const reason = asset && action.forAsset?.(asset).disabled;
  if (reason) tell(reason, { lines: [titleOf(asset)] });
  else await action.run(context);
}

/** What works above an open dialog too. */
const WITH_DIALOGS = new Set(['undo', 'redo']);
