import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { go, SETTINGS_TABS, type SettingsTab } from '../../state/route';
import { AboutTab } from './AboutTab';
import { ActivityTab } from './ActivityTab';
import { BackupTab } from './BackupTab';
import { CarriersTab } from './CarriersTab';
import { CategoriesTab } from './CategoriesTab';
import { FieldsTab } from './FieldsTab';
import { GeneralTab } from './GeneralTab';
import { ProfilesTab } from './ProfilesTab';
import { StorageTab } from './StorageTab';
import { UserTab } from './UserTab';
import './settings.css';

const TABS: Record<SettingsTab, { label: string; Panel: ComponentType }> = {
  general: { label: 'General', Panel: GeneralTab },
  profile: { label: 'Profile', Panel: UserTab },
  'export-profiles': { label: 'Export profiles', Panel: ProfilesTab },
  fields: { label: 'Fields', Panel: FieldsTab },
  categories: { label: 'Categories', Panel: CategoriesTab },
  storage: { label: 'Storage', Panel: StorageTab },
  backup: { label: 'Backup', Panel: BackupTab },
  carriers: { label: 'Carriers', Panel: CarriersTab },
  activity: { label: 'Activity', Panel: ActivityTab },
  about: { label: 'About', Panel: AboutTab },
};

/** Page "Settings". */
export function SettingsPage({ tab }: { tab: SettingsTab }) {
  const { label, Panel } = TABS[tab];
  // On a phone the row of tabs is longer than the screen: the chosen one is in sight.
  useEffect(
    () => document.getElementById(`tab-${tab}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [tab],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const at = SETTINGS_TABS.indexOf(tab);
    const steps: Record<string, number | undefined> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: SETTINGS_TABS.length - 1,
    };
    const target = SETTINGS_TABS.at((steps[event.key] ?? at) % SETTINGS_TABS.length);
    if (steps[event.key] === undefined || !target) return;
    event.preventDefault();
    go({ page: 'settings', tab: target });
    document.getElementById(`tab-${target}`)?.focus();
  };
  return (
    <main class="page settings-page" tabIndex={-1}>
      <div class="title-row">
        <h1>Settings</h1>
      </div>
      <div class="tabs" role="tablist" aria-label="Settings" onKeyDown={onKeyDown}>
        {SETTINGS_TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            aria-selected={each === tab}
            aria-controls="settings-panel"
            tabIndex={each === tab ? 0 : -1}
            onClick={() => go({ page: 'settings', tab: each })}
          >
            {TABS[each].label}
          </button>
        ))}
      </div>
      <div id="settings-panel" class="settings-panel" role="tabpanel" aria-label={label}>
        <Panel />
      </div>
    </main>
  );
}
