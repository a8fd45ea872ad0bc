import { useId, useState } from 'preact/hooks';
import type { AssetId } from '../../domain/ids';
import { addToCollection, createCollection } from '../../flows/collections';
import { Combobox } from '../../kit/Combobox';
import { collections } from '../../state/collections';
import { closeDialogOf } from '../../state/dialogs';
import { AS_COLLECTION, profileName, profileOptions } from '../../state/profile-choice';
import { plural } from '../../text/format';
import { FormDialog } from '../parts/FormDialog';
import { ProfileField } from '../parts/ProfileField';

/** Dialog "Add to collection": an existing one or a new name, and how the assets go out of it. */
export function AddToCollectionDialog({ ids }: { ids: readonly AssetId[] }) {
  const [name, setName] = useState('');
  const [profile, setProfile] = useState<string | null>(null);
  const input = useId();
  const all = collections.value ?? [];
  const wanted = name.trim();
  const existing = all.find((each) => each.name.toLocaleLowerCase() === wanted.toLocaleLowerCase());
  const options = profileOptions();
  // For an existing one the first choice is to go with it; a new one gets what is chosen as its own.
  const chosen = profile ?? (existing ? AS_COLLECTION : (options[0]?.value ?? ''));
  const add = async () => {
    const done = existing
      ? await addToCollection(ids, existing.id, chosen === AS_COLLECTION ? null : chosen)
      : await createCollection(wanted, chosen === AS_COLLECTION ? (options[0]?.value ?? '') : chosen, ids);
    if (done) closeDialogOf('add-to-collection');
  };
  return (
    <FormDialog
      title="Add to collection"
      changed={wanted !== '' || profile !== null}
      words={[['Collection', name]]}
      button="Add"
      blocked={wanted === ''}
      save={add}
    >
      {(done) => (
        <div class="form collection-form">
          <label class="label" for={input}>
            Collection
          </label>
          <Combobox
            id={input}
            text={name}
            options={all.map((each) => ({ value: each.id, label: each.name }))}
            newLabel={(text) => `New collection “${text}”`}
            placeholder={all.length > 0 ? 'Choose one, or type a new name' : 'Name of the new collection'}
            onText={setName}
            onEnter={done}
          />
          <ProfileField value={chosen} options={options} ofCollection={existing?.profileId} onValue={setProfile} />
          <p class="setting-help">{sentence(ids.length, wanted, existing !== undefined, chosen)}</p>
        </div>
      )}
    </FormDialog>
  );
}

function sentence(count: number, name: string, exists: boolean, profile: string): string {
  const what = plural(count, 'asset');
  if (name === '') return `Choose where ${count === 1 ? 'the asset goes' : `the ${what} go`}.`;
  if (!exists) return `A new collection “${name}” is made with ${what}; it goes out as ${profileName(profile)}.`;
  if (profile === AS_COLLECTION) return `${what} at the end of “${name}”.`;
  return `${what} at the end of “${name}”, going out as ${profileName(profile)} whatever the others do.`;
}
