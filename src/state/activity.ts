import type { AssetId } from '../domain/ids';
import { type ActivityLine, assetActivity, libraryActivity } from '../library/activity';
import type { Change } from '../library/changes';
import { library } from './library';
import { live, liveBy } from './live';

export type { ActivityLine } from '../library/activity';

const ofSteps = (change: Change) => Boolean(change.undo);

/** What was done in the library, newest first; undefined until it is read. */
export const activity = live<readonly ActivityLine[] | undefined>(undefined, {
  read: () => libraryActivity(library()),
  dependsOn: ofSteps,
});

/** What was done to an asset, newest first; undefined until it is read. */
export const activityOf = liveBy<AssetId, readonly ActivityLine[] | undefined>(undefined, (id) => ({
  read: () => assetActivity(library(), id),
  dependsOn: ofSteps,
}));
