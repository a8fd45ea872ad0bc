import { command } from '../action';
import { type CollectionSubject, unlessEmpty } from './subject';

export const downloadCollection = command<CollectionSubject>({
  id: 'download-collection',
  label: 'Download collection',
  icon: 'download',
  needs: 'download',
  verdict: unlessEmpty,
  run: async ({ collection }) => (await import('../../flows/download')).downloadCollection(collection),
});
