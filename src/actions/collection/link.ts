import { command } from '../action';
import { type CollectionSubject, unlessEmpty } from './subject';

export const linkCollection = command<CollectionSubject>({
  id: 'link-collection',
  label: 'Create share link',
  icon: 'link',
  needs: 'share',
  verdict: unlessEmpty,
  run: async ({ collection }) => (await import('../../sharing/collection-link')).createShareLink(collection),
});
