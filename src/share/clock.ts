/** A Date has whole seconds, cut (RFC 9110, §5.6.7): on average it was half of one later. */
const CUT_MS = 500;

/** The clock of a storage, as its answers tell it. */
export function heardClock() {
  let ahead: number | null = null;
  return {
    /** @param answer any one, whatever else it says */
    heard(answer: Response): void {
      const said = Date.parse(answer.headers.get('Date') ?? '');
      if (!Number.isNaN(said)) ahead = said + CUT_MS - Date.now();
    },
    /** How far it is ahead of this device's, in ms; null where no answer had a Date that this page may see. */
    ahead: () => ahead,
  };
}
