import { isRefused, profileFits, type Wanted, wantedLabel, wayOut } from '../domain/access';
import type { Asset } from '../domain/asset';
import { FORMATS } from '../formats';
import { type TypeOption, typesForSelection } from './download-type';
import { installation, role } from './installation';

/** The choice that leaves an asset to its collection's export profile. */
export const AS_COLLECTION = 'collection';

/**
 * Every way in which a collection can go out.
 * @param kept one that was chosen before: it is named also where the role is not offered it
 */
export function profileOptions(kept?: string): TypeOption[] {
  const options = typesForSelection();
  if (!kept || kept === AS_COLLECTION || options.some(({ value }) => value === kept)) return options;
  return [...options, { value: kept, label: `${profileName(kept)} (not offered)` }];
}

/** How something goes out by what was chosen for it. */
export function wantedBy(profileId: string): Wanted {
  return wayOut(installation.value, role.value, profileId);
}

export const profileName = (profileId: string): string => wantedLabel(wantedBy(profileId));

/** About how many bytes an asset takes when it goes out: exact for originals, an estimate by pixels else. */
export function expectedBytes(asset: Asset, profileId: string): number {
  const wanted = wantedBy(profileId);
  if (wanted === 'original') return asset.bytes;
  if (isRefused(wanted) || !profileFits(wanted, asset)) return 0;
  const { width, height } = asset.facts;
  const { size } = wanted;
  const box =
    size.type === 'long-edge'
      ? { width: size.pixels, height: size.pixels }
      : size.type === 'box'
        ? size
        : { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };
  const scale = size.type === 'percent' ? size.percent / 100 : Math.min(1, box.width / width, box.height / height);
  return Math.round(width * height * scale * scale * FORMATS[wanted.format].usualBytesPerPixel);
}
