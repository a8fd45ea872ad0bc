import type { UndoId } from '../domain/ids';
import * as db from './db';

/** An open library, as every verb takes it: what is behind it only the library knows. */
export interface Library {
  /** Given when the library was made: one that was made anew after the site's data were cleared has another. */
  readonly id: string;
  /** Whose name stands in notes and activity; empty until somebody gives one. */
  author: string;
  /** Told of each step that can be undone and was made with this handle. */
  onStep?: (id: UndoId) => void;
}

/** What befalls an open library from outside this tab. */
interface LibraryEvents {
  /** Another tab holds an older version open, so this one waits. */
  onBlocked?: () => void;
  /** A newer program in another tab needs this connection closed; it was closed, and what was being written is written. */
  onSuperseded?: () => void;
  /** The browser closed the connection (storage cleared, disk failure). `isThere` says what became of the library. */
  onTerminated?: () => void;
}

export interface OpenOptions extends LibraryEvents {
  name?: string;
  /** How originals are kept; found out by trying where it is not given. */
  bytes?: 'blobs' | 'chunks';
}

export const LIBRARY_NAME = 'satchel';

/**
 * Opens the library, making it at the first visit.
 * @throws AppError "library-refused", "library-newer", "no-room"
 */
export const openLibrary = (options: OpenOptions = {}): Promise<Library> =>
  db.openLibrary({ name: LIBRARY_NAME, ...options });

/**
 * Whether a library whose connection the browser closed is still there; without making it where it is not.
 * @returns undefined where the browser does not tell
 */
export const isThere = (library: Library): Promise<boolean | undefined> => db.isThere(db.inside(library));
