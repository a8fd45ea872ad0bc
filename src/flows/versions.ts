import type { Version } from '../domain/asset';
import type { VersionId } from '../domain/ids';
import * as rows from '../library/versions';
import { mediaType } from '../media/kind';
import { change } from './undo';

const kindOf = ({ mime, fileName }: Version) => mediaType(mime, fileName).kind;

export async function makeCurrent(version: Version, withMetadata: boolean): Promise<void> {
  const done = `Version ${version.number} is the current one.`;
  await change(
    (own) => rows.makeCurrent(own, version.id, { withMetadata, kindOf }),
    done,
    'The version was not made current.',
  );
}

export async function deleteVersion(id: VersionId, number: number): Promise<void> {
  await change(
    (own) => rows.deleteVersion(own, id, kindOf),
    `Version ${number} was deleted.`,
    `Version ${number} was not deleted.`,
  );
}
