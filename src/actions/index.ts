import type { Asset } from '../domain/asset';
import { isInScope, isScopeOf } from '../state/scope';
import type { Action, Place } from './action';
import { clone } from './clone';
import { collect } from './collect';
import { remove, removePermanently, restore } from './delete';
import { details } from './details';
import { download } from './download';
import { duplicate } from './duplicate';
import { edit } from './edit';
import { history } from './history';
import { keys } from './keys';
import { newVersion } from './new-version';
import { note } from './note';
import { open } from './open';
import { takeOut } from './remove-from-collection';
import { search } from './search';
import { selectEverything, selectNothing } from './select';
import { share } from './share-assets';
import { redo, undo } from './undo';
import { upload } from './upload';
import { useAsCover } from './use-as-cover';

/** Every command about assets and the program, in the order in which they are offered. */
export const ACTIONS: readonly Action[] = [
  upload,
  search,
  open,
  edit,
  clone,
  newVersion,
  history,
  duplicate,
  note,
  share,
  remove,
  restore,
  removePermanently,
  download,
  collect,
  useAsCover,
  takeOut,
  details,
  selectEverything,
  selectNothing,
  undo,
  redo,
  keys,
];

/** The commands of a menu or a bar: those of the screen as it is now, or those of one asset. */
export function actionsAt(place: Place, asset?: Asset): readonly Action[] {
  const fits = ({ scope }: Action) => (asset ? isScopeOf(asset, scope) : isInScope(scope));
  return ACTIONS.filter((action) => action.places.includes(place) && fits(action));
}
