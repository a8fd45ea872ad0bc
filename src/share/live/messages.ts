import * as v from 'valibot';
import { AppError } from '../../domain/errors';

const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What two browsers say to each other beside the package's bytes. */
const messageSchema = v.variant('type', [
  /** The sender: so many bytes has the package. */
  v.object({ type: v.literal('package'), bytes }),
  /** The receiver: send it from this byte on; what is before is there already. */
  v.object({ type: v.literal('get'), from: bytes }),
  /** The receiver: so many bytes are written. The sender is never more than WINDOW ahead. */
  v.object({ type: v.literal('have'), bytes }),
]);

type LiveMessage = v.InferOutput<typeof messageSchema>;

export const writeMessage = (message: LiveMessage): string => JSON.stringify(message);

/** @throws AppError "live-garbage" */
export function readMessage(data: string | ArrayBuffer): LiveMessage {
  try {
    if (typeof data === 'string') return v.parse(messageSchema, JSON.parse(data));
  } catch (cause) {
    throw new AppError('live-garbage', { cause });
  }
  throw new AppError('live-garbage');
}
