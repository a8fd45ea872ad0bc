import type { ActionId } from '../domain/built-in';
import type { AssetId } from '../domain/ids';
import type { IconName } from '../kit/Icon';

/** What a command is asked for: the assets it is about, in the order of the page. */
export interface ActionContext {
  ids: readonly AssetId[];
}

/** One command. Shortcuts, toolbars and the sheet of all keys are drawn from these. */
export interface Action {
  id: string;
  label: string;
  icon: IconName | null;
  /** As `KeyboardEvent.key`, "Mod+" before it for Ctrl or Cmd. */
  shortcut: string | null;
  /** How the shortcut is printed on the sheet of all keys. */
  keys: string | null;
  /** The right that a role needs. */
  needs: ActionId | null;
  when: (context: ActionContext) => boolean;
  run: (context: ActionContext) => void | Promise<void>;
}
