import type { Asset } from '../domain/asset';
import type { ActionId } from '../domain/built-in';
import type { AssetId } from '../domain/ids';
import type { Verdict } from '../domain/verdict';
import type { IconName } from '../kit/Icon';
import type { Scope } from '../state/scope';

/** What every command has, whatever it is about. Menus, bars and the sheet of all keys are drawn from lists of these. */
export interface Command<Subject> {
  id: string;
  label: string;
  icon: IconName;
  /** The right that a role needs. */
  needs: ActionId | null;
  /** Whether it can be done with that, or the reason why not; null where a menu leaves it out. */
  verdict: (subject: Subject) => Verdict;
  run: (subject: Subject) => void | Promise<void>;
}

/** A command with what most have in common. */
export const command = <Subject>(
  of: Pick<Command<Subject>, 'id' | 'label' | 'icon' | 'run'> & Partial<Command<Subject>>,
): Command<Subject> => ({ needs: null, verdict: () => true, ...of });

/** What a command about assets is asked for. */
export interface ActionContext {
  /** In the order of the page. */
  ids: readonly AssetId[];
  /** Where it is asked for at one asset, whatever is selected elsewhere. */
  asset?: Asset;
}

/**
 * Where a command about assets is offered: '…' of one asset, the buttons of one asset; '…' of the selection, the selection's bar.
 */
export type Place = 'asset-menu' | 'asset-buttons' | 'selection-menu' | 'selection-bar';

/** A command about assets, or about the program, with its keys. */
export interface Action extends Omit<Command<ActionContext>, 'verdict'> {
  /** As `KeyboardEvent.key`, "Mod+" before it for Ctrl or Cmd, "Shift+" for Shift. */
  shortcuts: readonly string[];
  /** Whose keys are run by what has the focus: here they are only printed. */
  keysOfFocus: boolean;
  /** Whether its keys work above an open dialog too. */
  aboveDialogs: boolean;
  places: readonly Place[];
  /** What the screen must show for it to be offered; null where that does not matter. */
  scope: Scope | null;
  when: (context: ActionContext) => boolean;
  /** Of one asset, by menu or key; null where its row decides nothing, and need not be read. */
  verdict: ((asset: Asset) => Verdict) | null;
  /** Whether a menu leaves it out where it cannot be done, instead of saying why. */
  isLeftOut: boolean;
  /** Its name at one asset, where that is not its label. */
  labelAt: (title: string) => string;
  /** Whether it is what its bar is for. */
  isMain: boolean;
}

/** A command about assets, with what most have in common. */
export function action(of: Pick<Action, 'id' | 'label' | 'icon' | 'run'> & Partial<Action>): Action {
  return {
    shortcuts: [],
    keysOfFocus: false,
    aboveDialogs: false,
    needs: null,
    places: [],
    scope: null,
    when: ({ ids }) => ids.length > 0,
    verdict: null,
    isLeftOut: false,
    labelAt: () => of.label,
    isMain: false,
    ...of,
  };
}
