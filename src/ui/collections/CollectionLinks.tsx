import { useState } from 'preact/hooks';
import type { Collection } from '../../domain/collection';
import { addToCollection } from '../../flows/collections';
import { collections } from '../../state/collections';
import { may } from '../../state/installation';
import { href, route } from '../../state/route';
import { dragsAssets, droppedAssets } from '../parts/drag';
import './collections.css';
import '../parts/nav.css';

/** More than this are better found on their page. */
const MOST_LINKS = 12;

/** Under "Collections" in the navigation: the collections, onto which assets are dropped. */
export function CollectionLinks() {
  return (
    <ul class="collection-links">
      {collections.value?.slice(0, MOST_LINKS).map((each) => (
        <CollectionLink key={each.id} collection={each} />
      ))}
    </ul>
  );
}

function CollectionLink({ collection }: { collection: Collection }) {
  const [over, setOver] = useState(false);
  const current = route.value;
  const here = current.page === 'collection' && current.id === collection.id;
  return (
    <li>
      <a
        class={`nav-link ${over ? 'drop-target' : ''}`}
        href={href({ page: 'collection', id: collection.id })}
        title={collection.name}
        aria-current={here ? 'page' : undefined}
        onDragOver={(event) => {
          if (!dragsAssets(event) || !may('collections')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          const ids = droppedAssets(event);
          if (ids.length === 0 || !may('collections')) return;
          event.preventDefault();
          void addToCollection(ids, collection.id, null);
        }}
      >
        <span class="nav-label" dir="auto">
          {collection.name}
        </span>
      </a>
    </li>
  );
}
