import * as v from 'valibot';
import { parseLine } from '../../bag/rows';
import { ROW_SCHEMAS } from '../../library/row-schemas';
import type { CarrierRow } from '../../library/rows';

/** Settings of carriers, of lines; what is none is left out. */
export function parseCarriers(text: string): CarrierRow[] {
  return text.split('\n').flatMap((each) => {
    const line = parseLine(each);
    return line?.table === 'carriers' && v.is(ROW_SCHEMAS.carriers, line.row) ? [line.row] : [];
  });
}
