import type { ExpectedFile } from '../library/rows';
import type { Incoming } from './sources/incoming';

/**
 * Matches files to what an earlier tab had expected, by name and size; what matches is taken off the list.
 * @returns the matches under their old index, and the files that are new
 */
export function matchExpected(missing: ExpectedFile[], incoming: readonly Incoming[]) {
  const expected: { index: number; file: File }[] = [];
  const fresh: Incoming[] = [];
  for (const each of incoming) {
    const at = missing.findIndex((want) => want.name === each.file.name && want.bytes === each.file.size);
    const [match] = at < 0 ? [] : missing.splice(at, 1);
    if (match) expected.push({ index: match.index, file: each.file });
    else fresh.push(each);
  }
  return { expected, fresh };
}
