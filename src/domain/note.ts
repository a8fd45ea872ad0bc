import type { AssetId, NoteId } from './ids';

/** A dated remark on an asset. */
export interface Note {
  id: NoteId;
  assetId: AssetId;
  text: string;
  /** The name in the profile of whoever wrote it; empty where they gave none. */
  author: string;
  createdAt: number;
  /** 0 where it was never changed. */
  editedAt: number;
}
