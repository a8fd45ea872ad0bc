import type { Handover } from '../domain/handed-over';
import { dropWaiting, lookAtWaiting, sweepWaiting, takeWaiting } from '../library/handed-over';

const scope = () => document.baseURI.replace(/[?#].*$/, '');

/** What another app, or a web page, handed over under an id. @returns undefined where nothing waits, or waited too long */
export const lookAtHandedOver = (id: string): Promise<Handover | undefined> => lookAtWaiting(scope(), id);

/** Takes the files that were handed over: each is given once. */
export const takeHandedOver = (id: string): Promise<File[]> => takeWaiting(scope(), id);

/** Deletes what was handed over and is not wanted. */
export const dropHandedOver = (id: string): Promise<void> => dropWaiting(id);

/** Deletes what nobody answered in time. */
export const sweepHandedOver = (): Promise<void> => sweepWaiting(scope());
