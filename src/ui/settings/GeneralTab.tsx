import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Button } from '../../kit/Button';
import { askWhere, singleKeys, THEMES, type Theme, theme, zipSidecars, zipTable } from '../../state/preferences';
import { capabilities } from '../../state/room';
import './settings.css';

const THEME_LABELS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

export function GeneralTab() {
  return (
    <>
      <label class="setting">
        <span class="setting-label">Theme</span>
        <select
          class="select"
          value={theme.value}
          onChange={(event) => {
            const chosen = THEMES.find((each) => each === event.currentTarget.value);
            if (chosen) theme.value = chosen;
          }}
        >
          {THEMES.map((each) => (
            <option key={each} value={each}>
              {THEME_LABELS[each]}
            </option>
          ))}
        </select>
      </label>
      <Switch
        state={singleKeys}
        label="Single-letter keys"
        help="Keys such as d for Download and u for Upload, while no field has the focus."
      />
      <Switch
        state={askWhere}
        label="Ask where to save"
        help={
          capabilities.savePicker
            ? 'Every download asks for a place. Choosing a file that exists empties it at once.'
            : 'This browser saves to its downloads folder and cannot ask.'
        }
        disabled={!capabilities.savePicker}
      />
      <Notifications />
      <Switch
        state={zipSidecars}
        label="XMP sidecars in zips"
        help="Beside each file in a zip one more, such as photo.jpg.xmp, with what its fields say, as far as the download type lets metadata out."
      />
      <Switch
        state={zipTable}
        label="Table of the metadata in zips"
        help="One file Metadata.csv in each zip, a row for each file, as far as the download type lets metadata out."
      />
    </>
  );
}

/** The browser asks itself; what was refused there can only be allowed there. */
function Notifications() {
  const supported = 'Notification' in globalThis;
  const [permission, setPermission] = useState(supported ? Notification.permission : 'denied');
  const help = {
    granted: 'You are told when a share is near its end or over, also while Satchel is behind other windows.',
    denied: supported
      ? 'The browser blocks them for this site; its settings for the site allow them again.'
      : 'This browser has none.',
    default: 'Tells when a share is near its end or over, also while Satchel is behind other windows.',
  }[permission];
  return (
    <div class="setting">
      <span class="setting-label">Notifications</span>
      {permission === 'default' && (
        <Button onClick={() => void Notification.requestPermission().then(setPermission)}>Allow notifications</Button>
      )}
      <p class="setting-help">{help}</p>
    </div>
  );
}

interface SwitchProps {
  state: Signal<boolean>;
  label: string;
  help: string;
  disabled?: boolean;
}

function Switch({ state, label, help, disabled = false }: SwitchProps) {
  const id = `help-${label.replaceAll(' ', '-')}`;
  return (
    <div class="setting">
      <label class="setting-switch">
        <input
          type="checkbox"
          checked={state.value}
          disabled={disabled}
          aria-describedby={id}
          onChange={(event) => {
            state.value = event.currentTarget.checked;
          }}
        />
        <span class="setting-label">{label}</span>
      </label>
      <p class="setting-help" id={id}>
        {help}
      </p>
    </div>
  );
}
