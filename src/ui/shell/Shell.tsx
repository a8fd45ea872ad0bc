import { useEffect } from 'preact/hooks';
import { listenForShortcuts } from '../../actions/shortcuts';
import { upload } from '../../actions/upload';
import { Button, IconButton } from '../../kit/Button';
import { keepFocus } from '../../kit/focus';
import { Icon } from '../../kit/Icon';
import { Menu } from '../../kit/Menu';
import { keepUnsaved } from '../../kit/unsaved';
import { followBack } from '../../state/back';
import { openDialogs } from '../../state/dialogs';
import { libraryIsEmpty } from '../../state/grid';
import { installation, may } from '../../state/installation';
import { libraryState } from '../../state/library';
import { detailsOpen, sidebarOpen, THEMES, theme } from '../../state/preferences';
import { href, route } from '../../state/route';
import { offline } from '../../state/updates';
import { AssetsPage } from '../assets/AssetsPage';
import { DetailsButton } from '../parts/details/DetailsButton';
import { DropAnywhere } from '../upload/DropAnywhere';
import { Corner } from './Corner';
import { DetailsAside } from './DetailsAside';
import { Dialogs } from './Dialogs';
import { keepTypedWords } from './keep-typed';
import { LeaveGuard } from './LeaveGuard';
import { LibraryProblem } from './LibraryProblem';
import { PhoneBar, Sidebar } from './Navigation';
import { CollectionPage, CollectionsPage, DeletedPage, SettingsPage, SharesPage, UploadsPage } from './pages';
import { SearchBox } from './SearchBox';
import './shell.css';

const THEME_ITEMS = { system: ['System', 'theme'], light: ['Light', 'sun'], dark: ['Dark', 'moon'] } as const;

/** What Esc does to the dialog on top. */
function askToClose(): void {
  const top = Array.from(document.querySelectorAll('dialog[open]')).at(-1);
  top?.dispatchEvent(new Event('cancel', { cancelable: true }));
}

/** Everything on the screen. */
export function Shell() {
  useEffect(listenForShortcuts, []);
  useEffect(() => followBack(askToClose), []);
  useEffect(keepFocus, []);
  useEffect(keepUnsaved, []);
  useEffect(keepTypedWords, []);
  const state = libraryState.value;
  const open = state.type === 'open';
  return (
    <div
      class={`shell ${sidebarOpen.value ? '' : 'sidebar-closed'} ${detailsOpen.value && open ? 'with-details' : ''}`}
    >
      <Sidebar />
      <header class="top">
        <IconButton
          class="sidebar-toggle"
          icon="panel"
          label={sidebarOpen.value ? 'Hide navigation' : 'Show navigation'}
          aria-expanded={sidebarOpen.value}
          onClick={() => (sidebarOpen.value = !sidebarOpen.peek())}
        />
        <span class="top-name">{installation.value.name}</span>
        {open && libraryIsEmpty.value !== true && <SearchBox />}
        <span class="grow" />
        {offline.value && (
          <span class="offline" title="Everything works offline: the library is on this device.">
            <Icon name="offline" /> Offline
          </span>
        )}
        <Menu
          label="Theme"
          icon="theme"
          items={THEMES.map((each) => ({
            label: THEME_ITEMS[each][0],
            icon: THEME_ITEMS[each][1],
            checked: theme.value === each,
            run: () => (theme.value = each),
          }))}
        />
        <DetailsButton />
        {may('upload') && open && libraryIsEmpty.value !== true && (
          <Button class="top-upload" look="main" icon="upload" onClick={() => void upload.run({ ids: [] })}>
            Upload
          </Button>
        )}
      </header>
      {open || route.value.page === 'receive' ? <Page /> : <LibraryProblem state={state} />}
      {detailsOpen.value && open && <DetailsAside />}
      <Corner />
      <PhoneBar />
      {/* Where the library went, what was typed into a dialog can still be read and copied. */}
      {(open || openDialogs.value.length > 0) && <Dialogs />}
      {open && <DropAnywhere />}
      <LeaveGuard />
    </div>
  );
}

/** The receiver's page is a program of its own: main.tsx starts it. */
function Reload() {
  useEffect(() => location.reload(), []);
  return <main class="page" aria-busy="true" />;
}

function Page() {
  const current = route.value;
  switch (current.page) {
    case 'assets':
    case 'category':
      return <AssetsPage />;
    case 'collections':
      return <CollectionsPage />;
    case 'collection':
      return <CollectionPage key={current.id} id={current.id} />;
    case 'shares':
      return <SharesPage />;
    case 'receive':
      return <Reload />;
    case 'deleted':
      return <DeletedPage />;
    case 'uploads':
      return <UploadsPage />;
    case 'settings':
      return <SettingsPage tab={current.tab} />;
    case 'unknown':
      return (
        <main class="page problem">
          <h1>There is no such page</h1>
          <p>The address may come from a newer version, or it was cut.</p>
          <a class="button main" href={href({ page: 'assets' })}>
            Go to Assets
          </a>
        </main>
      );
  }
}
