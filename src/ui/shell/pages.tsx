import { lazyComponent } from '../../kit/lazy';
import { alertPerson } from '../../state/messages';

/** A page's code that is not there any more was replaced by a newer version while this one was open. */
export function codeIsGone(): void {
  alertPerson('A part of Satchel could not be loaded. Reload the page to go on; nothing that was stored is lost.', {
    action: { label: 'Reload', run: () => location.reload() },
  });
}

export const UploadsPage = lazyComponent(
  () => import('../upload/UploadsPage').then((it) => it.UploadsPage),
  codeIsGone,
);
export const DeletedPage = lazyComponent(
  () => import('../deleted/DeletedPage').then((it) => it.DeletedPage),
  codeIsGone,
);
export const CollectionsPage = lazyComponent(
  () => import('../collections/CollectionsPage').then((it) => it.CollectionsPage),
  codeIsGone,
);
export const CollectionPage = lazyComponent(
  () => import('../collections/CollectionPage').then((it) => it.CollectionPage),
  codeIsGone,
);
export const ItemControls = lazyComponent(
  () => import('../collections/ItemControls').then((it) => it.ItemControls),
  codeIsGone,
);
export const CollectionLinks = lazyComponent(
  () => import('../collections/CollectionLinks').then((it) => it.CollectionLinks),
  codeIsGone,
);
export const SharesPage = lazyComponent(() => import('../shares/SharesPage').then((it) => it.SharesPage), codeIsGone);
export const CategoryTree = lazyComponent(
  () => import('../categories/CategoryTree').then((it) => it.CategoryTree),
  codeIsGone,
);
export const SettingsPage = lazyComponent(
  () => import('../settings/SettingsPage').then((it) => it.SettingsPage),
  codeIsGone,
);
