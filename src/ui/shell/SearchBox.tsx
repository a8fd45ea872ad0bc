import { focusPage } from '../../kit/focus';
import { Icon } from '../../kit/Icon';
import { searchText } from '../../state/grid';
import { go, route } from '../../state/route';
import './shell.css';

const SEARCHED: ReadonlySet<string> = new Set(['assets', 'category', 'collection', 'deleted']);

/** "Search assets": finds as one types, on the page that lists assets. */
export function SearchBox() {
  return (
    <label class="search">
      <Icon name="search" />
      <input
        type="search"
        aria-label="Search assets"
        placeholder="Search assets"
        autocomplete="off"
        spellcheck={false}
        value={searchText.value}
        onInput={(event) => {
          searchText.value = event.currentTarget.value;
          const { page } = route.peek();
          if (!SEARCHED.has(page)) go({ page: 'assets' });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            searchText.value = '';
            focusPage();
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            document
              .querySelector<HTMLElement>('main [role=gridcell][tabindex="0"], main [role=row][tabindex="0"]')
              ?.focus();
          }
        }}
      />
      <span class="search-key" aria-hidden="true">
        /
      </span>
    </label>
  );
}
