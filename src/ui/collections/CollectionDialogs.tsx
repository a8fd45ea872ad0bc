import { useState } from 'preact/hooks';
import type { CollectionId } from '../../domain/ids';
import { createCollection, deleteCollection, editCollection } from '../../flows/collections';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { collections } from '../../state/collections';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { profileOptions } from '../../state/profile-choice';
import { go } from '../../state/route';
import { NamedDialog } from '../parts/NamedDialog';
import { ProfileField } from '../parts/ProfileField';

/** Dialog "New collection" or "Edit collection": its name, and how it goes out. */
export function CollectionDialog({ id }: { id: CollectionId | null }) {
  const all = collections.value ?? [];
  const before = all.find((each) => each.id === id);
  const options = profileOptions(before?.profileId);
  const [name, setName] = useState(before?.name ?? '');
  const profileBefore = before?.profileId ?? options[0]?.value ?? '';
  const [profileId, setProfileId] = useState(profileBefore);
  const wanted = name.trim().toLocaleLowerCase();
  const taken = all.some((each) => each.id !== id && each.name.toLocaleLowerCase() === wanted);
  const save = async (called: string) => {
    const made = id ? undefined : await createCollection(called, profileId);
    const done = id ? await editCollection(id, { name: called, profileId }) : made !== undefined;
    if (done) closeDialogOf('collection');
    if (made) go({ page: 'collection', id: made });
  };
  return (
    <NamedDialog
      title={id ? 'Edit collection' : 'New collection'}
      isNew={id === null}
      before={before?.name ?? ''}
      name={name}
      onName={setName}
      problem={taken ? 'Another collection has this name.' : undefined}
      chosen={profileId !== profileBefore}
      save={save}
    >
      <ProfileField value={profileId} options={options} onValue={setProfileId} />
    </NamedDialog>
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
