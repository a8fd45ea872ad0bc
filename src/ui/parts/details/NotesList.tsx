import { useState } from 'preact/hooks';
import type { AssetId } from '../../../domain/ids';
import type { Note } from '../../../domain/note';
import { deleteNote, editNote } from '../../../flows/notes';
import { Button, IconButton } from '../../../kit/Button';
import { LeaveButton, useLeave } from '../../../kit/Dialog';
import { useUnsaved } from '../../../kit/unsaved';
import { openDialog } from '../../../state/dialogs';
import { may } from '../../../state/installation';
import { notesOf } from '../../../state/notes';
import { formatDateTime } from '../../../text/format';
import './notes.css';
import '../details.css';

/** An asset's notes, newest first; they can be changed and deleted. */
export function NotesList({ id }: { id: AssetId }) {
  const notes = notesOf(id).value;
  return (
    <section class="details-part" aria-label="Notes">
      <div class="notes-head">
        <h3>Notes</h3>
        {may('note') && (
          <Button look="quiet" icon="note" onClick={() => openDialog({ type: 'note', ids: [id] })}>
            Add note
          </Button>
        )}
      </div>
      {notes.length === 0 && <p class="details-none">No notes yet.</p>}
      {notes.map((note) => (
        <NoteItem key={note.id} note={note} />
      ))}
    </section>
  );
}

function NoteItem({ note }: { note: Note }) {
  const [text, setText] = useState<string | null>(null);
  const changed = text !== null && text.trim() !== note.text.trim();
  // For what it stands in, and for its own "Cancel".
  useUnsaved(changed, [['Note', text ?? '']]);
  const { asked } = useLeave(() => setText(null), { name: 'Note', changed });
  const author = note.author || 'Without a name';
  const save = async () => {
    if (text === null || text.trim() === '') return;
    if (await editNote(note.id, text.trim())) setText(null);
  };
  return asked(
    <article class="note">
      <header>
        <strong>{author}</strong>
        <time dateTime={new Date(note.createdAt).toISOString()}>{formatDateTime(note.createdAt)}</time>
        {note.editedAt > 0 && <span>changed</span>}
        <span class="grow" />
        {may('note') && text === null && (
          <>
            <IconButton icon="pencil" label="Edit note" onClick={() => setText(note.text)} />
            <IconButton icon="trash" label="Delete note" onClick={() => void deleteNote(note.id)} />
          </>
        )}
      </header>
      {text === null ? (
        <p>{note.text}</p>
      ) : (
        <>
          <textarea
            class="text-field"
            aria-label="Note"
            rows={4}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <div class="note-buttons">
            <LeaveButton />
            <Button look="main" disabled={text.trim() === ''} onClick={() => void save()}>
              Save
            </Button>
          </div>
        </>
      )}
    </article>,
  );
}
