import * as v from 'valibot';
import type { AssetId, NoteId } from './ids';
import type { Note } from './note';
import { idSchema, rowSchema, timeSchema } from './row-schema';

export const noteSchema = rowSchema<Note>()({
  id: idSchema<NoteId>(),
  assetId: idSchema<AssetId>(),
  text: v.string(),
  author: v.string(),
  createdAt: timeSchema,
  editedAt: timeSchema,
});
