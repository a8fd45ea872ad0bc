import { lazyComponent } from '../../kit/lazy';
import { codeIsGone } from '../parts/code-is-gone';

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
