import { upload } from '../../actions/upload';
import { IconButton } from '../../kit/Button';
import { Icon, type IconName } from '../../kit/Icon';
import { Menu, type MenuItem } from '../../kit/Menu';
import { activeShares } from '../../sharing/shares';
import { lastBackup, sinceBackup } from '../../state/backup';
import { categories } from '../../state/categories';
import { collections } from '../../state/collections';
import { openDialog } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { installation, may } from '../../state/installation';
import { openUploadCount } from '../../state/open-uploads';
import { room } from '../../state/room';
import { go, href, type Route, route } from '../../state/route';
import { formatAgo, formatBytes, formatNumber } from '../../text/format';
import { CategoryTree, CollectionLinks } from './pages';
import './shell.css';
import '../parts/nav.css';

interface NavLinkProps {
  to: Route;
  icon: IconName;
  label: string;
  count?: number;
}

function NavLink({ to, icon, label, count }: NavLinkProps) {
  const current = route.value.page === to.page;
  return (
    <a class="nav-link" href={href(to)} title={label} aria-current={current ? 'page' : undefined}>
      <Icon name={icon} />
      <span class="nav-label">{label}</span>
      {count !== undefined && (
        <span class="nav-count" aria-hidden="true">
          {formatNumber(count)}
        </span>
      )}
    </a>
  );
}

/** The navigation on the left; on a phone PhoneBar stands in for it. */
export function Sidebar() {
  const uploads = openUploadCount.value;
  return (
    <nav class="sidebar" aria-label="Main">
      <button type="button" class="skip-link" onClick={skipToContent}>
        Skip to content
      </button>
      <a class="brand" href={href({ page: 'assets' })} aria-label={installation.value.name}>
        <span class="brand-mark">
          <Icon name="images" size={15} />
        </span>
        <span class="nav-label">{installation.value.name}</span>
      </a>
      <NavLink to={{ page: 'assets' }} icon="images" label="Assets" count={counts.value?.living} />
      {uploads > 0 && <NavLink to={{ page: 'uploads' }} icon="upload" label="Uploads" count={uploads} />}
      <div class="nav-group">
        <span class="nav-heading nav-label">Categories</span>
        {may('categories') && (
          <IconButton
            icon="plus"
            label="New category"
            onClick={() => openDialog({ type: 'category', id: null, parentId: null })}
          />
        )}
      </div>
      {(categories.value?.length ?? 0) > 0 && <CategoryTree />}
      <NavLink to={{ page: 'collections' }} icon="briefcase" label="Collections" />
      {(collections.value?.length ?? 0) > 0 && <CollectionLinks />}
      <NavLink to={{ page: 'shares' }} icon="share" label="Shares" count={activeShares.value || undefined} />
      <NavLink to={{ page: 'deleted' }} icon="trash" label="Deleted" count={counts.value?.deleted || undefined} />
      <NavLink to={{ page: 'settings', tab: 'general' }} icon="settings" label="Settings" />
      <span class="grow" />
      <BackupLine />
      <StorageMeter />
    </nav>
  );
}

function skipToContent(): void {
  document.querySelector<HTMLElement>('main [role=gridcell][tabindex="0"], main')?.focus();
}

/** When the last backup was, and how many assets are not in it. */
function BackupLine() {
  const last = lastBackup.value;
  const living = counts.value?.living ?? 0;
  if (last === undefined || (living === 0 && !last)) return null;
  const missing = last ? sinceBackup.value.assets + last.failures : living;
  return (
    <a class="backup-line" href={href({ page: 'settings', tab: 'backup' })}>
      {last ? `Backed up ${formatAgo(last.at, Date.now())}` : 'Not backed up yet'}
      {last && missing > 0 && `, ${formatNumber(missing)} not in it`}
    </a>
  );
}

function StorageMeter() {
  const { value } = room;
  if (!value || value.quota === 0) return null;
  return (
    <div class="storage-meter">
      <span>
        {formatBytes(value.used)} of {formatBytes(value.quota)}, kept on this device
      </span>
      <meter min={0} max={1} value={value.used / value.quota} aria-label="Storage used" />
    </div>
  );
}

/** The navigation on a phone: at the bottom, in reach of the thumb. */
export function PhoneBar() {
  return (
    <nav class="phone-bar" aria-label="Main">
      <NavLink to={{ page: 'assets' }} icon="images" label="Assets" />
      <NavLink to={{ page: 'collections' }} icon="briefcase" label="Collections" />
      {may('upload') && (
        <button type="button" class="nav-link" onClick={() => void upload.run({ ids: [] })}>
          <Icon name="upload" />
          <span class="nav-label">Upload</span>
        </button>
      )}
      <NavLink to={{ page: 'shares' }} icon="share" label="Shares" />
      <Menu labelled="nav-link" label="More" icon="menu" items={moreItems()} />
    </nav>
  );
}

/** The pages that have no place of their own in the bar. */
function moreItems(): MenuItem[] {
  const item = (label: string, icon: IconName, to: Route): MenuItem => ({ label, icon, run: () => go(to) });
  const uploads = openUploadCount.value;
  return [
    ...(uploads > 0 ? [item(`Uploads (${formatNumber(uploads)})`, 'drive', { page: 'uploads' })] : []),
    item('Categories', 'categories', { page: 'settings', tab: 'categories' }),
    item('Deleted', 'trash', { page: 'deleted' }),
    item('Settings', 'settings', { page: 'settings', tab: 'general' }),
  ];
}
