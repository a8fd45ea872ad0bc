import { signal } from '@preact/signals';
import { type Room, storageRoom } from '../jobs/storage';
import { onChange } from '../library/changes';
import { throttled } from './jobs';

/** Room that the library takes and may take; undefined where the browser does not say. */
export const room = signal<Room | undefined>(undefined);

const LOOK_EVERY_MS = 3000;

export async function lookAtRoom(): Promise<void> {
  room.value = await storageRoom().catch(() => undefined);
}

/** Keeps `room` in step with the library. */
export function watchRoom(): void {
  void lookAtRoom();
  onChange(throttled(() => void lookAtRoom(), LOOK_EVERY_MS));
}
