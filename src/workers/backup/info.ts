import { type Info, printInfo } from '../../bag/tags';
import { dayOf } from '../../domain/share';
import { LIBRARY_LABEL } from './earlier';

interface About {
  id: string;
  /** The library's id, and its name. */
  library: string;
  name: string;
  program: string;
  madeAt: number;
}

/** What stands in "bag-info.txt" (RFC 8493, §2.2.2). @param more further labels */
export function bagInfo({ id, library, name, program, madeAt }: About, more: Info): string {
  return printInfo({
    'Source-Organization': name,
    'External-Description': `Backup of the library “${name}”, made by ${program}`,
    [LIBRARY_LABEL]: library,
    'Bagging-Date': dayOf(madeAt),
    'Bag-Software-Agent': program,
    'Bag-Group-Identifier': id,
    ...more,
  });
}
