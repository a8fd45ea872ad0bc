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
import { search, searchToo } from './search';
import { selectEverything, selectNothing } from './select';
import { share } from './share';
import { redo, undo } from './undo';
import { upload } from './upload';

/** Every command, in the order in which they are offered. */
export const ACTIONS: readonly Action[] = [
  upload,
  search,
  searchToo,
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
  details,
  selectEverything,
  selectNothing,
  undo,
  redo,
  keys,
];

/** The commands of a menu. */
export function actionsFor(place: Place): readonly Action[] {
  return ACTIONS.filter((action) => action.places.includes(place));
}
