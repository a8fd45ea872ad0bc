import { useId, useState } from 'preact/hooks';
import type { CollectionId } from '../../domain/ids';
import { createCollection, deleteCollection, editCollection } from '../../flows/collections';
import { Button } from '../../kit/Button';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { Dialog, LeaveButton } from '../../kit/Dialog';
import { typedInto } from '../../kit/unsaved';
import { collections } from '../../state/collections';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { profileOptions } from '../../state/profile-choice';
import { go } from '../../state/route';

/** Dialog "New collection" or "Edit collection": its name, and how it goes out. */
export function CollectionDialog({ id }: { id: CollectionId | null }) {
  const all = collections.value ?? [];
  const before = all.find((each) => each.id === id);
  const options = profileOptions(before?.profileId);
  const [name, setName] = useState(before?.name ?? '');
  const profileBefore = before?.profileId ?? options[0]?.value ?? '';
  const [profileId, setProfileId] = useState(profileBefore);
  const [working, setWorking] = useState(false);
  const input = useId();
  const select = useId();
  const wanted = name.trim();
  const taken = all.some((each) => each.id !== id && each.name.toLocaleLowerCase() === wanted.toLocaleLowerCase());
  const blocked = wanted === '' || taken;
  const save = async () => {
    if (blocked || working) return;
    setWorking(true);
    const made = id ? undefined : await createCollection(wanted, profileId);
    const done = id ? await editCollection(id, { name: wanted, profileId }) : made !== undefined;
    setWorking(false);
    if (done) closeDialogOf('collection');
    if (made) go({ page: 'collection', id: made });
  };
  return (
    <Dialog
      title={id ? 'Edit collection' : 'New collection'}
      changed={name !== (before?.name ?? '') || profileId !== profileBefore}
      words={typedInto([['Name', before?.name ?? '', name]])}
      onClose={closeDialog}
      foot={
        <>
          <LeaveButton />
          <Button look="main" disabled={blocked || working} onClick={() => void save()}>
            {id ? 'Save' : 'Add'}
          </Button>
        </>
      }
    >
      <form
        class="form collection-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label class="label" for={input}>
          Name
        </label>
        <input
          class="text-field"
          id={input}
          value={name}
          maxLength={200}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        {taken && (
          <p class="field-problem" role="alert">
            Another collection has this name.
          </p>
        )}
        <label class="label" for={select}>
          Export profile
        </label>
        <select
          class="select"
          id={select}
          value={profileId}
          onChange={(event) => setProfileId(event.currentTarget.value)}
        >
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      </form>
    </Dialog>
  );
}

/** Dialog "Delete collection {name}?": its assets stay. */
export function DeleteCollectionDialog({ id }: { id: CollectionId }) {
  const name = collections.value?.find((each) => each.id === id)?.name ?? '';
  return (
    <ConfirmDialog title={`Delete collection ${name}?`} onClose={closeDialog} onOk={() => void deleteCollection(id)}>
      <p>Its assets stay in the library. The collection can be had back with Undo.</p>
    </ConfirmDialog>
  );
}
