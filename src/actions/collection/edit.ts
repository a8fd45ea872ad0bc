import { openDialog } from '../../state/dialogs';
import { command } from '../action';
import type { CollectionSubject } from './subject';

export const editCollection = command<CollectionSubject>({
  id: 'edit-collection',
  label: 'Edit',
  icon: 'pencil',
  needs: 'collections',

  run: ({ collection: { id } }) => openDialog({ type: 'collection', id }),
});
