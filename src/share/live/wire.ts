/** A connection to another browser: whole messages, in order, none lost while it lives. */
export interface Wire {
  /** Text, or at most MESSAGE bytes. */
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** Settles at once, or when there is room for more. @throws AppError "live-ended" */
  room(): Promise<void> | undefined;
  /** The next message of the other side. @throws AppError "live-ended" when it is gone and everything of it was read */
  next(): Promise<string | ArrayBuffer>;
  close(): void;
}

/** Bytes that every browser takes in one message (RFC 8831, §6.6). */
export const MESSAGE = 64 * 1024;
/** Bytes that the sender may be ahead of what the receiver has written: so neither holds more in memory. */
export const WINDOW = 16 * 1024 * 1024;
