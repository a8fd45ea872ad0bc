/** A field that a deed touched: its id, and what it was called then. */
export interface NamedField {
  id: string;
  label: string;
}

/**
 * What somebody did, as it is kept: its words are made when it is shown (`deedWords`). Names are those of then, since what
 * they name may be gone or called otherwise by now. What a later program says otherwise is another type: rows keep the old one.
 */
export type StepDeed =
  | { type: 'edit'; fields: readonly NamedField[]; categories: boolean; count: number }
  | { type: 'add-to-category'; name: string; count: number }
  | { type: 'import-table'; count: number }
  | { type: 'apply-sidecars'; count: number }
  | { type: 'delete'; count: number }
  | { type: 'restore'; count: number }
  | { type: 'clone'; count: number }
  | { type: 'duplicate-metadata'; fileName: string }
  /** So many were made one with another asset, and are in Deleted. */
  | { type: 'merge-duplicates'; count: number }
  | { type: 'add-version'; fileName: string }
  | { type: 'make-current'; number: number }
  | { type: 'delete-version'; number: number }
  | { type: 'add-note'; count: number }
  | { type: 'edit-note' }
  | { type: 'delete-note' }
  | { type: 'create-category'; name: string }
  | { type: 'create-categories'; count: number }
  | { type: 'edit-category'; name: string }
  | { type: 'move-category' }
  | { type: 'delete-category'; name: string }
  | { type: 'create-collection'; name: string }
  | { type: 'add-to-collection'; name: string; count: number }
  | { type: 'remove-from-collection'; name: string; count: number }
  | { type: 'move-in-collection'; count: number }
  | { type: 'rename-collection'; name: string }
  | { type: 'set-collection-profile' }
  | { type: 'set-collection-cover' }
  | { type: 'set-item-profile' }
  | { type: 'delete-collection'; name: string }
  /** As an older program told it, which kept the words. */
  | { type: 'told'; text: string };

/** A deed that was a step, the taking back of one, or what cannot be taken back. */
export type Deed =
  | StepDeed
  | { type: 'undo' | 'redo'; deed: StepDeed }
  /** Of a backup that was made at that time: its assets came beside those that were here, or in their place. */
  | { type: 'merge-backup' | 'replace-by-backup'; count: number; madeAt: number };
