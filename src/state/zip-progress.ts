import type { Signal } from '@preact/signals';
import type { ErrorCode } from '../domain/errors';
import type { ZipLine } from '../jobs/zip';

/** How far a zip is, for dialog "Download". */
export interface ZipProgress {
  name: string;
  total: number;
  /** Every file so far, in order; `revision` says when to look again. */
  lines: ZipLine[];
  revision: Signal<number>;
  status: Signal<'running' | 'done' | 'failed' | 'cancelled'>;
  failure: ErrorCode | null;
  failures: number;
  cancel: () => void;
}
