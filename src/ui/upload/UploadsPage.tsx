import { titleOf } from '../../domain/asset';
import { fromKeptHandles } from '../../flows/chosen';
import { finishOpenUpload, forgetMissing } from '../../flows/upload-page';
import { addToUpload, currentUpload, openUpload } from '../../flows/uploads';
import { Button } from '../../kit/Button';
import { VirtualList } from '../../kit/VirtualList';
import { describeFailure } from '../../state/failure';
import { type OpenUpload, uploadList } from '../../state/open-uploads';
import { formatBytes, formatDateTime, plural } from '../../text/format';
import { UploadedFile } from './UploadedFile';
import './upload.css';
import '../parts/files.css';

const ROW_HEIGHT = 64;

/** Page "Uploads": what is not finalised yet, and what had not arrived when a tab was closed. */
export function UploadsPage() {
  const uploads = uploadList.value;
  const headings = uploads ? headingsOf(uploads) : [];
  return (
    <main class="page uploads-page" tabIndex={-1}>
      <div class="title-row">
        <h1>Uploads</h1>
      </div>
      {uploads?.length === 0 && (
        <div class="page-empty">
          <p>Every upload is finished.</p>
          <Button look="main" icon="upload" onClick={() => void openUpload()}>
            Upload
          </Button>
        </div>
      )}
      {uploads?.map((upload, i) => (
        <UploadCard key={upload.id} upload={upload} heading={headings[i] ?? ''} />
      ))}
    </main>
  );
}

/** Each has a name of its own: several may have begun within one minute. */
function headingsOf(uploads: readonly OpenUpload[]): string[] {
  const seen = new Map<string, number>();
  return uploads.map(({ createdAt }) => {
    const heading = `Upload of ${formatDateTime(createdAt)}`;
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count > 1 ? `${heading} (${count})` : heading;
  });
}

function UploadCard({ upload, heading }: { upload: OpenUpload; heading: string }) {
  const session = currentUpload.value;
  const runsHere = session?.intake.uploadId === upload.id && session.intake.running;
  const { id, missing, arrived, edits, folders } = upload;
  const resume = { id, missing, arrived, edits, folders };
  const goOn = async () => {
    const collected = await fromKeptHandles(upload.handles);
    openUpload(resume);
    await addToUpload(collected);
  };
  return (
    <section class="upload-card" aria-label={heading}>
      <div class="upload-card-head">
        <h2>{heading}</h2>
        <span class="grow" />
        {runsHere ? (
          <Button onClick={() => openUpload()}>Show progress</Button>
        ) : (
          <>
            {upload.missing.length > 0 && upload.handles.length > 0 && (
              <Button onClick={() => void goOn()}>Go on</Button>
            )}
            <Button onClick={() => void openUpload(resume)}>
              {upload.missing.length > 0 ? 'Add the missing files' : 'Categories and metadata'}
            </Button>
          </>
        )}
        {upload.arrived.length > 0 && (
          <Button look="main" onClick={() => void finishOpenUpload(upload)}>
            Finish
          </Button>
        )}
      </div>
      {upload.arrived.length > 0 && (
        <>
          <h3>{plural(upload.arrived.length, 'file')} in the library, not finalised</h3>
          <VirtualList label="Not finalised" count={upload.arrived.length} rowHeight={ROW_HEIGHT}>
            {(index) => {
              const asset = upload.arrived[index];
              return asset && <UploadedFile key={asset.id} id={asset.id} title={titleOf(asset)} />;
            }}
          </VirtualList>
        </>
      )}
      {upload.missing.length > 0 && (
        <>
          <h3>{plural(upload.missing.length, 'file')} not in the library</h3>
          <VirtualList label="Not arrived" count={upload.missing.length} rowHeight={ROW_HEIGHT}>
            {(index) => {
              const file = upload.missing[index];
              return (
                file && (
                  <div key={file.index} class="uploaded-file missing" role="listitem">
                    <span class="file-name">{file.name}</span>
                    <span class="file-size">{formatBytes(file.bytes)}</span>
                    <span class="file-state" title={file.failure ? describeFailure(file.failure) : undefined}>
                      {file.failure ? describeFailure(file.failure) : runsHere ? 'Waiting' : 'Had not arrived'}
                    </span>
                    {!runsHere && (
                      <Button
                        look="quiet"
                        aria-label={`Take off the list: ${file.name}`}
                        onClick={() => void forgetMissing(upload, file.index)}
                      >
                        Take off the list
                      </Button>
                    )}
                  </div>
                )
              );
            }}
          </VirtualList>
          {!runsHere && (
            <p class="upload-note">
              Drop the same folder again to go on: what has arrived is skipped.{' '}
              <Button look="quiet" onClick={() => void forgetMissing(upload)}>
                Forget these files
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}
