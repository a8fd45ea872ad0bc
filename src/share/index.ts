import type { CarrierId } from '../domain/share';
import { attachments } from './attachments/carrier';
import type { Carrier } from './carrier';
import { data } from './data/carrier';
import { file } from './file/carrier';
import { live } from './live/carrier';
import { s3 } from './s3/carrier';
import { uploaded } from './uploaded/carrier';
import { webdav } from './webdav/carrier';

/** Every way of sending, in the order in which they are offered. */
export const CARRIERS = { data, file, attachments, s3, webdav, uploaded, live } satisfies Record<CarrierId, Carrier>;
