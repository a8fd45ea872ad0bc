import type { Asset, Kind } from '../../domain/asset';
import { daysLeft } from '../../domain/retention';
import type { IconName } from '../../kit/Icon';
import { mediaType } from '../../media/kind';
import { installation } from '../../state/installation';
import { formatNumber, plural } from '../../text/format';

/** "JPEG", "PDF", "DOCX". */
export function formatLabel(asset: Pick<Asset, 'mime' | 'fileName'>): string {
  return mediaType(asset.mime, asset.fileName).label;
}

/** "4032 × 3024", "vector", or nothing where a file has no pixels. */
export function sizeLabel({ kind, facts }: Pick<Asset, 'kind' | 'facts'>, times = ' × '): string {
  if (kind === 'vector') return 'vector';
  return facts.width > 0 ? `${facts.width}${times}${facts.height}` : '';
}

/** "300 dpi", or nothing where the file states none. */
export function dpiLabel({ facts }: Pick<Asset, 'facts'>): string {
  return facts.dpi === null ? '' : `${formatNumber(Math.round(facts.dpi))} dpi`;
}

const ICONS: Record<Kind, IconName> = {
  image: 'image',
  vector: 'shapes',
  document: 'document',
  video: 'film',
  audio: 'music',
  archive: 'archive',
  other: 'file',
};

export function kindIcon(kind: Kind): IconName {
  return ICONS[kind];
}

/** "3 days left": how long an asset stays in Deleted. */
export function timeLeft({ deletedAt }: Pick<Asset, 'deletedAt'>): string {
  return `${plural(daysLeft(deletedAt, installation.value.trashDays, Date.now()), 'day')} left`;
}
