import { openDialog } from '../../state/dialogs';
import { command } from '../action';
import { type CollectionSubject, unlessEmpty } from './subject';

export const mailCollection = command<CollectionSubject>({
  id: 'mail-collection',
  label: 'Share via e-mail',
  icon: 'mail',
  needs: 'share',
  verdict: unlessEmpty,
  run: ({ collection: { id } }) => openDialog({ type: 'share', what: { type: 'collection', id } }),
});
