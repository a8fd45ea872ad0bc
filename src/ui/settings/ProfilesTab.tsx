import type { ExportProfile } from '../../domain/profile';
import { FORMATS } from '../../formats';
import { myProfiles } from '../../state/installation';
import { formatNumber } from '../../text/format';
import './settings.css';

const METADATA: Record<ExportProfile['metadata'], string> = {
  everything: 'everything',
  'all-but-location': 'all but location',
  'copyright-only': 'copyright only',
  none: 'none',
};
const COLOURS: Record<ExportProfile['colour']['space'], string> = {
  srgb: 'sRGB',
  p3: 'Display P3',
  own: 'as the original',
};

function sizeWords({ size }: ExportProfile): string {
  switch (size.type) {
    case 'full':
      return 'full size';
    case 'long-edge':
      return `long edge at most ${formatNumber(size.pixels)} px`;
    case 'box':
      return `inside ${size.width} × ${size.height} px`;
    case 'percent':
      return `${size.percent} %`;
  }
}

/** Settings → Export profiles: what each of them makes. */
export function ProfilesTab() {
  return (
    <section class="table-scroll" aria-label="Export profiles" tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th>Name</th>
            <th>Format</th>
            <th>Size</th>
            <th>Colour</th>
            <th>Metadata</th>
          </tr>
        </thead>
        <tbody>
          {myProfiles.value.map((profile) => (
            <tr key={profile.id}>
              <th scope="row">{profile.name}</th>
              <td>
                {FORMATS[profile.format].label}
                {profile.lossless ? ', lossless' : `, quality ${profile.quality}`}
              </td>
              <td>
                {sizeWords(profile)}
                {profile.dpi !== null && `, ${profile.dpi} dpi`}
              </td>
              <td>{COLOURS[profile.colour.space]}</td>
              <td>{METADATA[profile.metadata]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="setting-help">Profiles come from the installation (installation.json). Pictures are never enlarged.</p>
    </section>
  );
}
