import type { CarrierId } from '../domain/share';
import { attachments } from './attachments/carrier';
import type { Carrier } from './carrier';
import { data } from './data/carrier';
import { file } from './file/carrier';

/** Every way of sending, in the order in which they are offered. */
export const CARRIERS = { data, file, attachments } satisfies Record<CarrierId, Carrier>;
