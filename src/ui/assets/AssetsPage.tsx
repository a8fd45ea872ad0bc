import { SORT_KEYS, type SortKey } from '../../domain/columns';
import type { CategoryId } from '../../domain/ids';
import { IconButton } from '../../kit/Button';
import { categories, pathOf } from '../../state/categories';
import { openDialog } from '../../state/dialogs';
import { libraryIsEmpty, searchText } from '../../state/grid';
import { may } from '../../state/installation';
import { listSort, sortBy } from '../../state/preferences';
import { href, route } from '../../state/route';
import { ListFrame } from '../parts/list/ListFrame';
import { EmptyLibrary } from './EmptyLibrary';
import '../parts/list/assets.css';
import '../parts/list-page.css';

const SORT_LABELS: Record<SortKey, string> = { newest: 'Newest', oldest: 'Oldest', name: 'Name', size: 'Size' };

/** Page "Assets", or the page of a category. */
export function AssetsPage() {
  const current = route.value;
  const category = current.page === 'category' ? current.id : null;
  if (!category && libraryIsEmpty.value) {
    return (
      <main class="page" tabIndex={-1}>
        <EmptyLibrary />
      </main>
    );
  }
  if (category && categories.value && !categories.value.some((each) => each.id === category)) {
    return (
      <main class="page problem" tabIndex={-1}>
        <h1>This category is not there any more</h1>
        <p>
          It was deleted; its assets are still in the library. Ctrl+Z brings it back where that was the last thing done.
        </p>
        <a class="button main" href={href({ page: 'assets' })}>
          Go to Assets
        </a>
      </main>
    );
  }
  return (
    <ListFrame
      heading={
        <h1 dir="auto" title={category ? pathOf(category) : undefined}>
          {category ? nameOf(category) : 'Assets'}
        </h1>
      }
      beside={category && may('categories') && <CategoryButtons id={category} />}
      controls={
        <select
          class="select"
          aria-label="Sort by"
          value={sortBy.value}
          onChange={(event) => {
            const chosen = SORT_KEYS.find((key) => key === event.currentTarget.value);
            if (chosen) sortBy.value = chosen;
            listSort.value = '';
          }}
        >
          {SORT_KEYS.map((key) => (
            <option key={key} value={key}>
              {SORT_LABELS[key]}
            </option>
          ))}
        </select>
      }
      empty={<NothingHere category={category} />}
    />
  );
}

const nameOf = (id: CategoryId) => categories.value?.find((each) => each.id === id)?.name ?? 'Category';

function CategoryButtons({ id }: { id: CategoryId }) {
  const name = nameOf(id);
  if (!categories.value?.some((each) => each.id === id)) return null;
  return (
    <>
      <IconButton
        icon="pencil"
        label={`Edit category ${name}`}
        onClick={() => openDialog({ type: 'category', id, parentId: null })}
      />
      <IconButton
        icon="folder-plus"
        label={`New category under ${name}`}
        onClick={() => openDialog({ type: 'category', id: null, parentId: id })}
      />
      <IconButton
        icon="trash"
        label={`Delete category ${name}`}
        onClick={() => openDialog({ type: 'delete-category', id })}
      />
    </>
  );
}

function NothingHere({ category }: { category: CategoryId | null }) {
  if (searchText.value.trim() !== '') {
    return (
      <p class="page-empty">
        Nothing found for “{searchText.value.trim()}”. Every word must be there, each at least as a beginning.
      </p>
    );
  }
  if (category && categories.value && !categories.value.some((each) => each.id === category)) {
    return <p class="page-empty">This category is not there any more.</p>;
  }
  return <p class="page-empty">Nothing is in this category yet. Drag assets onto its name, or choose it in “Edit”.</p>;
}
