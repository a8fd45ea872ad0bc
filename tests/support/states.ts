import { DIALOG_STATES } from './states/dialogs';
import { LIST_STATES } from './states/list';
import { PAGE_STATES } from './states/pages';
import type { State } from './states/screen';
import { WORK_STATES } from './states/work';

/** Every state, in an order in which each begins where the one before ended. */
export const STATES: readonly State[] = [...LIST_STATES, ...PAGE_STATES, ...DIALOG_STATES, ...WORK_STATES];
