import { Button } from '../../kit/Button';
import type { LiveSettings } from '../../share/live/settings';
import type { AnyStorage, Entry } from '../../share/storage';
import { STORAGES } from '../../share/storages';
import { forgetLive, liveSettings, ownLiveSettings, saveLive } from '../../sharing/live-settings';
import { testLive } from '../../sharing/live-test';
import { forgetStorage, saveStorage, storages, testStorage } from '../../sharing/storages';
import { copyText } from '../../state/copy';
import { StorageForm } from './StorageForm';
import './settings.css';
import '../parts/details.css';

/** Settings → Carriers: the user's own storages. */
export function CarriersTab() {
  const live = liveSettings.value;
  const all = Object.values(STORAGES).map((storage) => ({ storage, setUp: storages[storage.id].value }));
  if (live === undefined || all.some(({ setUp }) => setUp === undefined)) return null;
  return (
    <>
      {all.map(({ storage, setUp }) => (
        <OwnStorage key={storage.id} storage={storage} kept={setUp?.settings ?? null} />
      ))}
      <LiveForm settings={live} />
    </>
  );
}

interface OwnStorageProps {
  storage: AnyStorage;
  kept: Readonly<Record<string, string | boolean>> | null;
}

function OwnStorage({ storage, kept }: OwnStorageProps) {
  const { id, title, about, entries, corsRule } = storage;
  const rule = corsRule?.(location.origin);
  return (
    <StorageForm
      {...{ title, about, entries, kept }}
      save={(draft) => saveStorage(id, draft)}
      test={(draft) => testStorage(id, draft)}
      forget={() => forgetStorage(id)}
    >
      {rule && (
        <details class="details-part">
          <summary>The CORS rule that the bucket needs</summary>
          <p class="setting-help">
            Paste it in the bucket’s permissions, so that this page may use it and recipients may fetch from it.
          </p>
          <pre class="cors-rule">{rule}</pre>
          <Button icon="copy" onClick={() => void copyText(rule, 'The rule was copied.')}>
            Copy the rule
          </Button>
        </details>
      )}
    </StorageForm>
  );
}

const LIVE_ENTRIES: readonly Entry[] = [
  {
    name: 'relays',
    label: 'Relays',
    lines: true,
    placeholder: 'wss://tracker.example.org',
    help: 'Where browsers find each other, one a line: BitTorrent trackers that speak WebSocket. Only sealed text goes through them, never the files; they see the addresses of both devices. Without any, codes do it.',
  },
  {
    name: 'stun',
    label: 'STUN servers',
    lines: true,
    placeholder: 'stun:stun.example.org:3478',
    help: 'They tell a browser its address on the internet: needed where the two are not in one network.',
  },
  {
    name: 'turn',
    label: 'TURN server',
    placeholder: 'turn:turn.example.org:3478',
    help: 'Passes the encrypted bytes on where there is no direct way. It is not told to recipients.',
  },
  { name: 'turnUser', label: 'TURN user' },
  { name: 'turnPassword', label: 'TURN password', secret: true },
];

function LiveForm({ settings }: { settings: LiveSettings }) {
  const own = ownLiveSettings.value !== null;
  return (
    <StorageForm
      title="Live"
      about="Nothing of this is needed between two devices in one network."
      entries={LIVE_ENTRIES}
      kept={{ ...settings, relays: settings.relays.join('\n'), stun: settings.stun.join('\n') }}
      good="Every address answers."
      save={saveLive}
      test={testLive}
      forget={own ? forgetLive : undefined}
      forgetLabel="Forget these addresses"
    />
  );
}
