import { signal } from '@preact/signals';
import { ORIGINAL, profileFits, type Wanted, wayOut } from '../domain/access';
import type { Asset } from '../domain/asset';
import type { AssetId } from '../domain/ids';
import type { ExportProfile } from '../domain/profile';
import { installation, myProfiles, role } from './installation';

/** The download type chosen under each asset, while the page is open; "original" where nobody chose. */
const chosen = signal<ReadonlyMap<AssetId, string>>(new Map());
/** The one chosen in the selection's toolbar. */
export const selectionType = signal<string>(ORIGINAL);

export interface TypeOption {
  value: string;
  label: string;
}

const options = (profiles: readonly ExportProfile[]): TypeOption[] => [
  ...(role.value.originals ? [{ value: ORIGINAL, label: 'Original' }] : []),
  ...profiles.map((profile) => ({ value: profile.id, label: profile.name })),
];

/** What can be had of an asset: its original first, then each profile that fits it. */
export function typesFor(asset: Asset): TypeOption[] {
  return options(myProfiles.value.filter((profile) => profileFits(profile, asset)));
}

/** What can be asked for of a selection; what does not fit one of its files is said when it is made. */
export function typesForSelection(): TypeOption[] {
  return options(myProfiles.value);
}

export function typeOf(asset: Asset): string {
  return valid(chosen.value.get(asset.id), typesFor(asset));
}

export const typeOfSelection = () => valid(selectionType.value, typesForSelection());

export function chooseType(id: AssetId, type: string): void {
  chosen.value = new Map(chosen.peek()).set(id, type);
}

function valid(type: string | undefined, types: readonly TypeOption[]): string {
  return types.find((each) => each.value === type)?.value ?? types[0]?.value ?? ORIGINAL;
}

const wanted = (type: string): Wanted => wayOut(installation.value, role.value, type);

export const wantedFor = (asset: Asset) => wanted(typeOf(asset));
export const wantedForSelection = () => wanted(typeOfSelection());
