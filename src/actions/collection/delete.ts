import { openDialog } from '../../state/dialogs';
import { command } from '../action';
import type { CollectionSubject } from './subject';

export const deleteCollection = command<CollectionSubject>({
  id: 'delete-collection',
  label: 'Delete',
  icon: 'trash',
  needs: 'collections',

  run: ({ collection: { id } }) => openDialog({ type: 'delete-collection', id }),
});
