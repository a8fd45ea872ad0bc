import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import type { MenuItem } from '../kit/Menu';
import { may } from '../state/installation';
import type { Action, Command, Place } from './action';
import { actionsAt } from './index';

const isAllowed = ({ needs }: Pick<Action, 'needs'>) => needs === null || may(needs);

/** What stands at a place now, or at one asset, for whoever uses this browser. */
export const offeredAt = (place: Place, asset?: Asset): readonly Action[] => actionsAt(place, asset).filter(isAllowed);

/** What '…' of one asset offers, in the order of the list. */
export function assetMenu(asset: Asset): MenuItem[] {
  return offeredAt('asset-menu', asset).flatMap((action) => {
    const verdict = action.verdict?.(asset) ?? true;
    if (verdict !== true && action.isLeftOut) return [];
    return [item(action, verdict, () => void action.run({ ids: [asset.id], asset }))];
  });
}

/** What "More actions" of the selection offers. */
export function selectionMenu(ids: () => readonly AssetId[]): MenuItem[] {
  return offeredAt('selection-menu').map((action) => item(action, true, () => void action.run({ ids: ids() })));
}

/** A menu of commands about one thing: those that make no sense there are left out, the others say why they cannot. */
export function menuOf<Subject>(commands: readonly Command<Subject>[], subject: Subject): MenuItem[] {
  return commands.filter(isAllowed).flatMap((each) => {
    const verdict = each.verdict(subject);
    return verdict === null ? [] : [item(each, verdict, () => void each.run(subject))];
  });
}

function item({ label, icon }: Pick<Action, 'label' | 'icon'>, verdict: string | true, run: () => void): MenuItem {
  return { label, icon, disabled: verdict === true ? undefined : verdict, run };
}
