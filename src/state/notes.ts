import type { AssetId } from '../domain/ids';
import type { Note } from '../domain/note';
import { notesOf as readNotesOf } from '../library/notes';
import { library } from './library';
import { liveBy } from './live';

/** An asset's notes, newest first. */
export const notesOf = liveBy([] as readonly Note[], (id: AssetId) => ({
  read: () => readNotesOf(library(), id),
  dependsOn: (change) => Boolean(change.notes),
}));
