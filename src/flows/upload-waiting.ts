import { type MessageAction, tell } from '../state/messages';
import { go } from '../state/route';

let takeBack = () => {};

/** Says what waits in "Uploads"; only the last such word stands, and none when somebody went on with it. */
export function tellWaiting(text: string, other?: MessageAction): void {
  takeBack();
  const action = { label: 'Show Uploads', run: () => go({ page: 'uploads' }) };
  takeBack = tell(text, { action, other });
}

/** Somebody goes on with what waits. */
export const forgetWaiting = () => takeBack();
