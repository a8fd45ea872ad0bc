import { mayStay } from '../../domain/disclosure';
import type { ExportProfile } from '../../domain/profile';
import type { RawDataset } from './iim';
import { IPTC_DATASETS } from './read';

/** In which characters the others are, and the version of their record: nothing without them, and nothing by themselves. */
const SERVING: ReadonlySet<number> = new Set([0x15a, 0x200]);
const UTF8_ESCAPE = [0x1b, 0x25, 0x47];
const VERSION_BYTES = 2;

/** The datasets that may stay. */
export function restrictedIptc(datasets: readonly RawDataset[], policy: ExportProfile['metadata']): RawDataset[] {
  return datasets.filter(({ id, bytes }) => {
    if (SERVING.has(id)) return bytes.length === VERSION_BYTES || UTF8_ESCAPE.every((byte, i) => bytes[i] === byte);
    const name = IPTC_DATASETS.get(id)?.name;
    return name !== undefined && mayStay(`iptc:${name}`, policy);
  });
}
