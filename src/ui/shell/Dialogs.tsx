import { lazyComponent } from '../../kit/lazy';
import { keyOf, type OpenDialog, openDialogs } from '../../state/dialogs';
import { libraryState } from '../../state/library';
import { codeIsGone } from '../parts/code-is-gone';

const UploadDialog = lazyComponent(() => import('../upload/UploadDialog').then((it) => it.UploadDialog), codeIsGone);
const HandedOverDialog = lazyComponent(
  () => import('../upload/HandedOverDialog').then((it) => it.HandedOverDialog),
  codeIsGone,
);
const DownloadDialog = lazyComponent(
  () => import('../jobs/DownloadDialog').then((it) => it.DownloadDialog),
  codeIsGone,
);
const Viewer = lazyComponent(() => import('../viewer/Viewer').then((it) => it.Viewer), codeIsGone);
const EditDialog = lazyComponent(() => import('../edit/EditDialog').then((it) => it.EditDialog), codeIsGone);
const DeleteDialog = lazyComponent(() => import('../deleted/DeleteDialog').then((it) => it.DeleteDialog), codeIsGone);
const PurgeDialog = lazyComponent(() => import('../deleted/DeleteDialog').then((it) => it.PurgeDialog), codeIsGone);
const NoteDialog = lazyComponent(() => import('../notes/NoteDialog').then((it) => it.NoteDialog), codeIsGone);
const oneFile = () => import('../versions/OneFileDialog');
const NewVersionDialog = lazyComponent(() => oneFile().then((it) => it.NewVersionDialog), codeIsGone);
const DuplicateDialog = lazyComponent(() => oneFile().then((it) => it.DuplicateDialog), codeIsGone);
const HistoryDialog = lazyComponent(
  () => import('../versions/HistoryDialog').then((it) => it.HistoryDialog),
  codeIsGone,
);
const DeleteVersionDialog = lazyComponent(
  () => import('../versions/DeleteVersionDialog').then((it) => it.DeleteVersionDialog),
  codeIsGone,
);
const categories = () => import('../categories/CategoryDialogs');
const CategoryDialog = lazyComponent(() => categories().then((it) => it.CategoryDialog), codeIsGone);
const DeleteCategoryDialog = lazyComponent(() => categories().then((it) => it.DeleteCategoryDialog), codeIsGone);
const AddToCollectionDialog = lazyComponent(
  () => import('../collections/AddToCollectionDialog').then((it) => it.AddToCollectionDialog),
  codeIsGone,
);
const collections = () => import('../collections/CollectionDialogs');
const CollectionDialog = lazyComponent(() => collections().then((it) => it.CollectionDialog), codeIsGone);
const DeleteCollectionDialog = lazyComponent(() => collections().then((it) => it.DeleteCollectionDialog), codeIsGone);
const ShareDialog = lazyComponent(() => import('../shares/ShareDialog').then((it) => it.ShareDialog), codeIsGone);
const SharedDialog = lazyComponent(() => import('../shares/SharedDialog').then((it) => it.SharedDialog), codeIsGone);
const ofShare = () => import('../shares/ShareRowDialogs');
const ExtendShareDialog = lazyComponent(() => ofShare().then((it) => it.ExtendShareDialog), codeIsGone);
const DeleteShareDialog = lazyComponent(() => ofShare().then((it) => it.DeleteShareDialog), codeIsGone);
const FieldDialog = lazyComponent(() => import('../settings/FieldDialog').then((it) => it.FieldDialog), codeIsGone);
const TableDialog = lazyComponent(() => import('../settings/TableDialog').then((it) => it.TableDialog), codeIsGone);
const RecoverySheetDialog = lazyComponent(
  () => import('../backup/RecoverySheetDialog').then((it) => it.RecoverySheetDialog),
  codeIsGone,
);
const RestoreDialog = lazyComponent(() => import('../backup/RestoreDialog').then((it) => it.RestoreDialog), codeIsGone);
const TypedBeforeDialog = lazyComponent(
  () => import('./TypedBeforeDialog').then((it) => it.TypedBeforeDialog),
  codeIsGone,
);
const KeysDialog = lazyComponent(() => import('./KeysDialog').then((it) => it.KeysDialog), codeIsGone);

/** The dialogs that are open, one above the other; one that the address opens waits until the library is there. */
export function Dialogs() {
  const { type } = libraryState.value;
  if (type === 'opening' || type === 'blocked') return null;
  return (
    <>
      {openDialogs.value.map((open) => (
        <One key={keyOf(open)} open={open} />
      ))}
    </>
  );
}

function One({ open }: { open: OpenDialog }) {
  switch (open.type) {
    case 'upload':
      return <UploadDialog />;
    case 'download':
      return <DownloadDialog zip={open.zip} />;
    case 'viewer':
      return <Viewer id={open.id} />;
    case 'edit':
      return <EditDialog ids={open.ids} />;
    case 'delete':
      return <DeleteDialog ids={open.ids} />;
    case 'delete-permanently':
      return <PurgeDialog ids={open.ids} everything={open.everything} />;
    case 'note':
      return <NoteDialog ids={open.ids} />;
    case 'new-version':
      return <NewVersionDialog id={open.id} />;
    case 'duplicate':
      return <DuplicateDialog id={open.id} />;
    case 'history':
      return <HistoryDialog id={open.id} />;
    case 'delete-version':
      return <DeleteVersionDialog version={open.version} isCurrent={open.isCurrent} />;
    case 'category':
      return <CategoryDialog id={open.id} parentId={open.parentId} />;
    case 'delete-category':
      return <DeleteCategoryDialog id={open.id} />;
    case 'add-to-collection':
      return <AddToCollectionDialog ids={open.ids} />;
    case 'collection':
      return <CollectionDialog id={open.id} />;
    case 'delete-collection':
      return <DeleteCollectionDialog id={open.id} />;
    case 'share':
      return <ShareDialog what={open.what} typed={open.typed} />;
    case 'shared':
      return <SharedDialog share={open.share} />;
    case 'extend-share':
      return <ExtendShareDialog share={open.share} />;
    case 'delete-share':
      return <DeleteShareDialog share={open.share} />;
    case 'handed-over':
      return <HandedOverDialog id={open.id} about={open.about} />;
    case 'field':
      return <FieldDialog field={open.field} />;
    case 'import-table':
      return <TableDialog />;
    case 'restore':
      return <RestoreDialog />;
    case 'recovery-sheet':
      return <RecoverySheetDialog sheet={open.sheet} />;
    case 'typed-before':
      return <TypedBeforeDialog typed={open.typed} />;
    case 'keys':
      return <KeysDialog />;
  }
}
