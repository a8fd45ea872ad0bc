import type { Asset } from '../domain/asset';
import type { ActionId } from '../domain/built-in';
import type { AssetId } from '../domain/ids';
import type { IconName } from '../kit/Icon';

/** What a command is asked for: the assets it is about, in the order of the page. */
export interface ActionContext {
  ids: readonly AssetId[];
}

/** Where a command is offered: '…' of one asset, '…' of the selection. */
export type Place = 'asset' | 'selection';

/** One command. Menus, shortcuts, toolbars and the sheet of all keys are drawn from these. */
export interface Action {
  id: string;
  label: string;
  icon: IconName | null;
  /** As `KeyboardEvent.key`, "Mod+" before it for Ctrl or Cmd, "Shift+" for Shift. */
  shortcut: string | null;
  /** How the shortcut is printed on the sheet of all keys. */
  keys: string | null;
  /** The right that a role needs. */
  needs: ActionId | null;
  places: readonly Place[];
  /** Where it is offered at all, on pages of living assets or in Deleted. */
  page?: 'living' | 'deleted';
  when: (context: ActionContext) => boolean;
  /** For one asset: whether its menu has it, and the reason where it cannot be used now, by menu or by key. */
  forAsset?: (asset: Asset) => { shown: boolean; disabled?: string };
  run: (context: ActionContext) => void | Promise<void>;
}

/** A command with what most have in common. */
export function action(of: Pick<Action, 'id' | 'label' | 'run'> & Partial<Action>): Action {
  return {
    icon: null,
    shortcut: null,
    keys: of.shortcut ?? null,
    needs: null,
    places: [],
    when: ({ ids }) => ids.length > 0,
    ...of,
  };
}
