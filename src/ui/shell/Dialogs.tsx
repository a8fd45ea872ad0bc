import { lazyComponent } from '../../kit/lazy';
import { dialog } from '../../views/dialogs';
import { codeIsGone } from './pages';

const UploadDialog = lazyComponent(() => import('../upload/UploadDialog').then((it) => it.UploadDialog), codeIsGone);
const DownloadDialog = lazyComponent(
  () => import('../jobs/DownloadDialog').then((it) => it.DownloadDialog),
  codeIsGone,
);
const Viewer = lazyComponent(() => import('../viewer/Viewer').then((it) => it.Viewer), codeIsGone);

/** The dialog that is open, if any. */
export function Dialogs() {
  const open = dialog.value;
  switch (open?.type) {
    case 'upload':
      return <UploadDialog />;
    case 'download':
      return <DownloadDialog zip={open.zip} />;
    case 'viewer':
      return <Viewer id={open.id} />;
    case undefined:
      return null;
  }
}
