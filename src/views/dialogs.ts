import { signal } from '@preact/signals';
import type { AssetId } from '../domain/ids';
import type { ZipProgress } from './download';

/** What stands above the page. One at a time: each says itself what follows it. */
export type OpenDialog = { type: 'upload' } | { type: 'download'; zip: ZipProgress } | { type: 'viewer'; id: AssetId };

export const dialog = signal<OpenDialog | null>(null);

export function closeDialog(): void {
  dialog.value = null;
}
