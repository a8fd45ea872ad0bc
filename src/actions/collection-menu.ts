import type { Collection } from '../domain/collection';
import type { MenuItem } from '../kit/Menu';
import { openDialog } from '../state/dialogs';
import { may } from '../state/installation';

/** What '…' of a collection offers. @param count its assets: an empty one cannot go anywhere */
export function collectionMenu(collection: Collection, count: number): MenuItem[] {
  const { id } = collection;
  const disabled = count === 0 ? 'Nothing is in it yet.' : undefined;
  const items: MenuItem[] = [];
  if (may('download')) {
    items.push({
      label: 'Download collection',
      icon: 'download',
      disabled,
      run: () => void import('../flows/download').then(({ downloadCollection }) => downloadCollection(collection)),
    });
  }
  if (may('share')) {
    items.push(
      {
        label: 'Share via e-mail',
        icon: 'mail',
        disabled,
        run: () => openDialog({ type: 'share', what: { type: 'collection', id } }),
      },
      {
        label: 'Create share link',
        icon: 'link',
        disabled,
        run: () => void import('../sharing/collection-link').then(({ createShareLink }) => createShareLink(collection)),
      },
    );
  }
  if (may('collections')) {
    items.push(
      { label: 'Edit', icon: 'pencil', run: () => openDialog({ type: 'collection', id }) },
      { label: 'Delete', icon: 'trash', run: () => openDialog({ type: 'delete-collection', id }) },
    );
  }
  return items;
}
