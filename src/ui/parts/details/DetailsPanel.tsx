import { type Asset, titleOf } from '../../../domain/asset';
import { lazyComponent } from '../../../kit/lazy';
import { describeFailure } from '../../../state/failure';
import { formatBytes, formatDateTime, formatLocalTime } from '../../../text/format';
import { codeIsGone } from '../code-is-gone';
import { dpiLabel, formatLabel, sizeLabel } from '../facts';
import { RetryButton } from '../RetryButton';
import { standInLabel } from '../stand-ins';
import './panel.css';

const MoreDetails = lazyComponent(() => import('./MoreDetails').then((it) => it.MoreDetails), codeIsGone);

function rowsOf(asset: Asset): [label: string, value: string][] {
  const { facts } = asset;
  const megapixels = (facts.width * facts.height) / 1e6;
  const rows: [string, string | null][] = [
    ['File name', asset.fileName],
    ['Format', `${formatLabel(asset)} (${asset.mime})`],
    ['Size', formatBytes(asset.bytes)],
    [
      'Pixels',
      asset.kind === 'vector' || facts.width === 0
        ? null
        : `${sizeLabel(asset)}${megapixels >= 0.1 ? ` (${megapixels.toFixed(1)} MP)` : ''}`,
    ],
    ['Resolution', dpiLabel(asset) || null],
    ['Colour profile', facts.icc],
    ['Taken', facts.capturedAt && formatLocalTime(facts.capturedAt)],
    ['Camera', facts.camera],
    ['Location in the file', asset.kind === 'image' ? (facts.hasLocation ? 'Yes' : 'No') : null],
    ['Pages or frames', facts.pages > 1 ? String(facts.pages) : null],
    ['Fonts', standInLabel(asset) || null],
    ['Added', formatDateTime(asset.createdAt)],
    ['State', asset.finalisedAt === 0 ? 'Not finalised' : null],
    ['SHA-256', asset.blobHash],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** The facts of one asset. */
export function DetailsList({ asset }: { asset: Asset }) {
  return (
    <>
      <h2 class="details-title">{titleOf(asset)}</h2>
      {asset.failure && (
        <p class="details-failure">
          {describeFailure(asset.failure)} <RetryButton asset={asset} />
        </p>
      )}
      <dl class="details-list">
        {rowsOf(asset).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <MoreDetails asset={asset} />
    </>
  );
}
