import * as v from 'valibot';
import type { Category } from './category';
import type { CategoryId } from './ids';
import { idSchema, rowSchema } from './row-schema';

export const categorySchema = rowSchema<Category>()({
  id: idSchema<CategoryId>(),
  parentId: v.nullable(idSchema<CategoryId>()),
  name: v.string(),
  order: v.number(),
});
