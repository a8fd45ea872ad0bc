import { expect, test } from 'vitest';
import { fresh } from '../../tests/support/libraries';
import { createCategory, editCategory } from './categories';
import { step } from './undo';

test('a category that gets another name and another place is changed in one step', async () => {
  const library = await fresh();
  const [trips, day] = [await createCategory(library, 'Trips'), await createCategory(library, 'Day')];
  await editCategory(library, day, { name: 'Days', parentId: trips });
  expect(await library.db.categories.get(day)).toMatchObject({ name: 'Days', parentId: trips });
  await step(library, 'undo');
  expect(await library.db.categories.get(day)).toMatchObject({ name: 'Day', parentId: null });
  await editCategory(library, trips, { name: 'Journeys', parentId: null });
  expect(await library.db.categories.get(trips)).toMatchObject({ name: 'Journeys', order: 0 });
});
