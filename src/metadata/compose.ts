import { mayStay } from '../domain/disclosure';
import type { ExportProfile } from '../domain/profile';
import { allowed, type Statement } from '../domain/statement';
import { applyChanges } from './apply-changes';
import type { Composed } from './composed';
import { CONTAINERS } from './containers';
import { readTiffBlock } from './exif/block';
import { exifInXmp } from './exif/in-xmp';
import { isEmptyBlock } from './exif/layout';
import { restrictedExif } from './exif/restrict';
import { correctExif, withoutFileEntries } from './exif/truth';
import { fill } from './fill';
import type { Blocks } from './gather';
import { readIim } from './iptc/iim';
import { iptcInXmp } from './iptc/in-xmp';
import { iptcRecords } from './iptc/part';
import type { IptcDigest } from './iptc/photoshop-write';
import { restrictedIptc } from './iptc/restrict';
import type { Output } from './output';
import type { Parts } from './parts';
import { serialisePacket } from './xmp/packet';
import { allPlaces, mergedPackets, newPacket, takeOver } from './xmp/part';
import { descriptionsOf, parsePacket } from './xmp/read';
import { restrictedXmp } from './xmp/restrict';
import { packetOf } from './xmp/text';
import { correctXmp } from './xmp/truth';

interface Policied {
  policy: ExportProfile['metadata'];
  output: Output;
}

const NOTHING: Composed = { exif: null, xmp: null, iptc: null, iptcDigest: null, comments: [], texts: [] };

/**
 * What an export says: what the original does, with what somebody changed, without what the policy does not let through, true
 * of the picture that the export holds. A pure function; what is damaged is left behind.
 */
export function compose(blocks: Blocks, statement: Statement, { policy, output }: Policied): Composed {
  if (policy === 'none') return NOTHING;
  const parts = partsOf(blocks, policy);
  applyChanges(parts, allowed(statement, policy));
  const { without } = CONTAINERS[output.container];
  fill(parts, allowed(statement, policy), {
    onlyWhatStays: policy !== 'everything',
    without,
    iptcIsNewer: isNewer(blocks),
  });
  mirror(parts, without, (property) => mayStay(property, policy));
  return { ...finished(parts, output, without), iptcDigest: digestOf(blocks) };
}

/** Has XMP say what the blocks do that the format has no place for, where XMP has a property for it and does not say it already. */
function mirror(parts: Parts, without: ReadonlySet<string>, may: (property: string) => boolean): void {
  const written = [
    ...(without.has('exif') && parts.exif ? exifInXmp(parts.exif) : []),
    ...(without.has('iptc') ? iptcInXmp(parts.iptc) : []),
  ];
  const packet = written.length > 0 ? parsePacket(packetOf(written)) : null;
  if (!packet) return;
  parts.xmp ??= newPacket();
  takeOver(parts.xmp, packet, may);
}

/** MWG guidelines 2.0, §3.2: a digest that does not fit says that IPTC was changed after XMP. Zeros say that nobody worked it out. */
const isNewer = ({ iptcDigest }: Blocks): boolean =>
  iptcDigest !== null && !iptcDigest.fits && iptcDigest.stated.some((byte) => byte !== 0);

/** Whether IPTC or XMP is believed must not change because a file was exported: what said nothing of it says nothing still. */
function digestOf({ iptc, iptcDigest }: Blocks): IptcDigest {
  if (!iptc || iptcDigest?.fits) return 'fresh';
  return iptcDigest?.stated ?? null;
}

function partsOf(blocks: Blocks, policy: ExportProfile['metadata']): Parts {
  const exif = blocks.exif ? readTiffBlock(blocks.exif) : null;
  const xmp = mergedPackets(blocks.xmp);
  const iptc = (blocks.iptc && readIim(blocks.iptc)) ?? [];
  const everything = policy === 'everything';
  return {
    exif: exif && (everything ? withoutFileEntries(exif) : restrictedExif(exif, policy)),
    xmp: xmp && (everything ? xmp : restrictedXmp(xmp, policy)),
    iptc: everything ? iptc : restrictedIptc(iptc, policy),
    // Whoever wrote them, nobody can say what is in them: what a field has of them is in the statement.
    texts: everything ? [...blocks.texts] : [],
    comments: everything ? [...blocks.comments] : [],
  };
}

function finished(parts: Parts, output: Output, without: ReadonlySet<string>): Omit<Composed, 'iptcDigest'> {
  const exif = parts.exif && !without.has('exif') && !isEmptyBlock(parts.exif) ? parts.exif : null;
  if (exif) correctExif(exif, output);
  if (parts.xmp) correctXmp(parts.xmp, output);
  return {
    exif,
    xmp:
      parts.xmp && descriptionsOf(parts.xmp).length > 0 && allPlaces(parts.xmp).length > 0
        ? serialisePacket(parts.xmp)
        : null,
    iptc: without.has('iptc') ? null : iptcRecords(parts.iptc),
    comments: without.has('jpeg') && without.has('gif') ? [] : parts.comments,
    texts: without.has('png') ? [] : parts.texts,
  };
}
