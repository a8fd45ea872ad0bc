import { ASSET_VERBS } from './verbs/assets';
import { GROUP_VERBS } from './verbs/groups';
import { OTHER_VERBS } from './verbs/others';
import { UPLOAD_VERBS } from './verbs/uploads';
import type { Verb } from './verbs/verb';

/** Every verb of the library that writes, and what it is done to. */
export const VERBS: Record<string, Verb> = { ...UPLOAD_VERBS, ...ASSET_VERBS, ...GROUP_VERBS, ...OTHER_VERBS };
