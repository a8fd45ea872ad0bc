import type { Action } from './action';
import { details } from './details';
import { download } from './download';
import { open } from './open';
import { upload } from './upload';

/** Every command, in the order in which they are offered. */
export const ACTIONS: readonly Action[] = [upload, open, details, download];
