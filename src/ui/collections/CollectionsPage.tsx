import { COLLECTION_COMMANDS } from '../../actions/collection';
import { menuOf } from '../../actions/offered';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { Menu } from '../../kit/Menu';
import { type CollectionSummary, summaries } from '../../state/collections';
import { openDialog } from '../../state/dialogs';
import { may } from '../../state/installation';
import { expectedBytes, profileName, wantedBy } from '../../state/profile-choice';
import { href } from '../../state/route';
import { formatBytes, plural } from '../../text/format';
import { useAsset, usePreview } from '../parts/use-asset';
import './collections.css';

/** Page "Collections": a card each. */
export function CollectionsPage() {
  const all = summaries.value;
  const add = () => openDialog({ type: 'collection', id: null });
  return (
    <main class="page" tabIndex={-1}>
      <div class="title-row">
        <h1>Collections</h1>
        <span class="title-count">{all && all.length > 0 ? all.length.toLocaleString() : ''}</span>
        <span class="grow" />
        {may('collections') && all && all.length > 0 && (
          <Button icon="plus" onClick={add}>
            New collection
          </Button>
        )}
      </div>
      {all?.length === 0 && (
        <div class="page-empty">
          <p>A collection puts assets together for somebody: in an order, and in the sizes that they need.</p>
          {may('collections') && (
            <Button look="main" icon="briefcase" onClick={add}>
              New collection
            </Button>
          )}
        </div>
      )}
      <ul class="collection-cards">
        {all?.map((summary) => (
          <Card key={summary.collection.id} summary={summary} />
        ))}
      </ul>
    </main>
  );
}

function Card({ summary }: { summary: CollectionSummary }) {
  const { collection, count, cover, members } = summary;
  const bytes = members.reduce((sum, { asset, profileId }) => sum + expectedBytes(asset, profileId), 0);
  const exact = members.every(({ profileId }) => wantedBy(profileId) === 'original');
  return (
    <li class="collection-card" aria-label={collection.name}>
      <a class="collection-cover" href={href({ page: 'collection', id: collection.id })} aria-label={collection.name}>
        {cover ? <Cover key={cover} id={cover} /> : <Icon name="briefcase" size={28} />}
      </a>
      <div class="collection-line">
        <a
          class="collection-name"
          href={href({ page: 'collection', id: collection.id })}
          title={collection.name}
          dir="auto"
        >
          {collection.name}
        </a>
        <Menu
          label={`More actions for ${collection.name}`}
          icon="dots"
          items={() => menuOf(COLLECTION_COMMANDS, { collection, count })}
        />
      </div>
      <div class="collection-facts">
        <span>{plural(count, 'asset')}</span>
        {count > 0 && (
          <span>
            {exact ? '' : 'about '}
            {formatBytes(bytes)}
          </span>
        )}
        <span>{profileName(collection.profileId)}</span>
      </div>
    </li>
  );
}

function Cover({ id }: { id: NonNullable<CollectionSummary['cover']> }) {
  const asset = useAsset(id);
  const url = usePreview(asset, 320);
  if (url === null) return <Icon name="file" size={28} />;
  return url ? <img src={url} alt="" draggable={false} /> : null;
}
