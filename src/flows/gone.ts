import { plural } from '../text/format';

/** What was asked for and was not there any more: deleted permanently in another tab, while it was selected here. */
export function butGone(asked: number, there: number): string {
  const gone = asked - there;
  return gone > 0 ? ` ${plural(gone, 'is', 'are')} not in the library any more.` : '';
}
