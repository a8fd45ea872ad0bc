import { COLLECTION_COMMANDS } from '../../actions/collection';
import { menuOf } from '../../actions/offered';
import type { CollectionId } from '../../domain/ids';
import { editCollection } from '../../flows/collections';
import { Menu } from '../../kit/Menu';
import { collections, openCollection } from '../../state/collections';
import { gridTotal, searchText } from '../../state/grid';
import { may } from '../../state/installation';
import { profileOptions } from '../../state/profile-choice';
import { href } from '../../state/route';
import { ListFrame } from '../parts/list/ListFrame';
import './collections.css';
import '../parts/list-page.css';

/** A collection's page: its assets in its order, and how each goes out. */
export function CollectionPage({ id }: { id: CollectionId }) {
  const collection = openCollection.value;
  if (collections.value && !collection) {
    return (
      <main class="page problem" tabIndex={-1}>
        <h1>This collection is not there any more</h1>
        <p>It was deleted. Ctrl+Z brings it back where that was the last thing done.</p>
        <a class="button main" href={href({ page: 'collections' })}>
          Go to Collections
        </a>
      </main>
    );
  }
  if (!collection) return <main class="page" tabIndex={-1} aria-busy="true" />;
  return (
    <ListFrame
      heading={
        <h1 dir="auto" title={collection.name}>
          {collection.name}
        </h1>
      }
      beside={
        <Menu
          label={`More actions for ${collection.name}`}
          icon="dots"
          items={() => menuOf(COLLECTION_COMMANDS, { collection, count: gridTotal.peek() ?? 0 })}
        />
      }
      controls={
        <select
          class="select"
          aria-label="Export profile for this collection"
          title="Export profile for this collection"
          value={collection.profileId}
          disabled={!may('collections')}
          onChange={(event) => void editCollection(id, { profileId: event.currentTarget.value })}
        >
          {profileOptions(collection.profileId).map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      }
      empty={<Nothing />}
    />
  );
}

function Nothing() {
  const text = searchText.value.trim();
  return (
    <p class="page-empty">
      {text === ''
        ? 'Nothing is in this collection yet. Press the briefcase at an asset, or drag assets onto its name.'
        : `Nothing found for “${text}” in this collection.`}
    </p>
  );
}
