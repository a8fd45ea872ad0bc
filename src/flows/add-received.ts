import { codeOf, describeError } from '../domain/errors';
import type { AssetId } from '../domain/ids';
import { createIntake } from '../intake/pipeline';
import { addNote } from '../library/notes';
import type { Manifest } from '../package/manifest';
import { allFields, loadInstallation, may } from '../state/installation';
import { addJob } from '../state/jobs';
import { library, libraryState, openTheLibrary } from '../state/library';
import { alertPerson, tell } from '../state/messages';
import { run } from '../state/run';
import { plural } from '../text/format';

/** Puts the proven files of a share into the library, with what is said of them; who they came from is kept as a note. */
export async function addReceived(manifest: Manifest, files: ReadonlyMap<string, Blob>): Promise<void> {
  if (libraryState.peek().type !== 'open') {
    await openTheLibrary();
    if (libraryState.peek().type !== 'open') {
      alertPerson('This browser keeps no library here, so nothing can be added. Download the files instead.');
      return;
    }
    await loadInstallation();
  }
  if (!may('upload')) {
    alertPerson('Your role may not add files here. Download them instead.');
    return;
  }
  const job = addJob({ name: `Adding ${manifest.name}`, total: manifest.files.length });
  try {
    const intake = createIntake(library(), {
      onChange: () => job.update({ done: intake.rows.filter((row) => row.assetId || row.status === 'known').length }),
      fields: () => allFields.peek(),
      origin: 'received',
    });
    const incoming = manifest.files.flatMap((file) => {
      const blob = files.get(file.name);
      if (!blob) return [];
      const beside = { share: file.metadata };
      return [{ file: new File([blob], file.name, { type: file.type }), path: file.name, beside }];
    });
    await intake.add(incoming);
    await intake.idle();
    await intake.finish();
    // The files are there, whatever becomes of the note.
    await run('The files are in your library, but who they came from was not noted.', () =>
      noteSender(
        manifest,
        intake.rows.flatMap((row) => (row.assetId ? [row.assetId] : [])),
      ),
    );
    const added = intake.rows.filter((row) => row.assetId).length;
    const known = intake.rows.filter((row) => row.status === 'known').length;
    const failed = intake.rows.filter((row) => row.status === 'failed' && !row.assetId);
    const parts = [`${plural(added, 'file is', 'files are')} in your library.`];
    if (known > 0) parts.push(`${plural(known, 'was', 'were')} there already.`);
    tell(parts.join(' '), {
      lasting: true,
      action: {
        label: 'Show',
        run: () => {
          location.hash = '#/assets';
        },
      },
    });
    if (failed.length > 0) {
      alertPerson(`${failed.length.toLocaleString()} of the files could not be added.`, {
        lines: failed.slice(0, 10).map((row) => `${row.name}: ${describeError(row.failure ?? 'unknown')}`),
      });
    }
  } catch (error) {
    alertPerson(`The files could not be added. ${describeError(codeOf(error))}`);
  } finally {
    job.remove();
  }
}

async function noteSender({ from, name, comment, createdAt }: Manifest, ids: readonly AssetId[]): Promise<void> {
  if (ids.length === 0) return;
  const who = [from.name, from.email && `<${from.email}>`].filter(Boolean).join(' ') || 'somebody';
  const text = `Received from ${who} in “${name}”, shared on ${createdAt.slice(0, 10)}.${comment ? `\n${comment}` : ''}`;
  await addNote(library(), ids, text);
}
