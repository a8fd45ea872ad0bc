import { UNKNOWN_ROLE } from '../domain/access';
import { titleOf } from '../domain/asset';
import { describeError } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { assetsNow } from '../state/assets';
import { dialog } from '../state/dialogs';
import { focusedId, gridIds } from '../state/grid';
import { installationIsRead, may, role } from '../state/installation';
import { tell } from '../state/messages';
import { singleKeys } from '../state/preferences';
import { isInScope, showsAssets } from '../state/scope';
import { selectedCount, selectedInOrder } from '../state/selection';
import type { Action, ActionContext } from './action';
import { ACTIONS } from './index';

/**
 * What a command from the keyboard is about: the selection, else the asset that has the focus. Nothing where neither can be
 * seen: on a page without assets, or where the list shows others by now.
 */
function targetIds(): readonly AssetId[] {
  if (!showsAssets()) return [];
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

/** How a key event is written in `Action.shortcuts`. */
function nameOf(event: KeyboardEvent): string {
  const command = event.ctrlKey || event.metaKey;
  // A letter or sign already says whether Shift is held; with a command key, or a named key, it is told apart.
  const shifted = event.shiftKey && (command || event.key.length > 1);
  const key = command && event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${command ? 'Mod+' : ''}${shifted ? 'Shift+' : ''}${key}`;
}

function commandFor(event: KeyboardEvent): Action | undefined {
  const name = nameOf(event);
  return ACTIONS.find((each) => each.shortcuts.includes(name) && isInScope(each.scope));
}

/**
 * Keys run commands. Single letters only while no field has the focus, and they can be switched off (WCAG 2.1.4); keys
 * that a field or a dialog needs itself are left to it.
 */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    const action = commandFor(event);
    if (!action || action.keysOfFocus || !isFor(action, event.key)) return;
    const context = { ids: targetIds() };
    if (!action.when(context)) return;
    if (action.needs && role.peek() === UNKNOWN_ROLE) {
      event.preventDefault();
      void whenAllowed(action, context, event.key);
    } else if (!action.needs || may(action.needs)) {
      event.preventDefault();
      void runOrSayWhy(action, context);
    }
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** Whether a key may mean this command as the page is now. */
function isFor({ aboveDialogs, shortcuts }: Action, key: string): boolean {
  if (key.length === 1 && shortcuts.includes(key) && !singleKeys.peek()) return false;
  return aboveDialogs || (dialog.peek() === null && document.querySelector('dialog[open]') === null);
}

/** A key that was pressed before it was known what the role may do waits for that, as long as it still means the same. */
async function whenAllowed(action: Action, context: ActionContext, key: string): Promise<void> {
  await installationIsRead;
  if (role.peek() === UNKNOWN_ROLE) return void tell(describeError('role-unknown'));
  const same = targetIds().join() === context.ids.join();
  if (action.needs && may(action.needs) && same && isFor(action, key)) await runOrSayWhy(action, context);
}

/** A key does what the menu would: where the menu has not got the command, or not now, the reason is said instead. */
async function runOrSayWhy(action: Action, context: ActionContext): Promise<void> {
  const [only] = context.ids.length === 1 ? context.ids : [];
  const [asset] = only && action.verdict ? await assetsNow([only]) : [];
  const verdict = asset && action.verdict?.(asset);
  if (asset && typeof verdict === 'string') tell(verdict, { lines: [titleOf(asset)] });
  else await action.run(context);
}

/** How a key is printed: "Ctrl+K", "Shift+Del". */
export function printed(shortcut: string): string {
  const parts = shortcut.split('+').map((part) => PRINTED[part] ?? part);
  return parts.map((part) => (parts.length > 1 && part.length === 1 ? part.toUpperCase() : part)).join('+');
}

const PRINTED: Record<string, string> = { Mod: 'Ctrl', Delete: 'Del', Escape: 'Esc' };

/** Keys that belong to places rather than to commands. */
const PLACES: readonly [keys: string, what: string][] = [
  ['Arrows, Home, End, Page Up, Page Down', 'Move between assets'],
  ['Space', 'Select; with Shift, up to here'],
  ['Esc', 'Leave a field, close a dialog'],
  ['Tab or F2', 'Enter an asset’s controls'],
  ['← →', 'Previous and next in the large view'],
  ['+ - 0', 'Zoom in, out, fit in the large view'],
  ['f', 'Full screen in the large view'],
  ['Alt+Arrows', 'Move a category'],
];

/** All keys, as they are printed, and what they do. */
export const allKeys = (): (readonly [keys: string, what: string])[] => [
  ...ACTIONS.flatMap(({ shortcuts, label }) => shortcuts.map((each) => [printed(each), label] as const)),
  ...PLACES,
];
