import { AppError } from '../../domain/errors';
import { xmlElements } from '../xml';

/** Some of the objects of a bucket. */
export interface Page {
  objects: { key: string; bytes: number }[];
  /** By what the next page is asked for, where there is one. */
  next: string | undefined;
}

/** Amazon S3 API reference, "ListObjectsV2". @throws AppError "carrier-failed" where it is no list, or not a whole one */
export function readPage(xml: string): Page {
  const objects: Page['objects'] = [];
  let [key, bytes] = ['', 0];
  let next: string | undefined;
  let more = false;
  let isList = false;
  for (const { path, text } of xmlElements(xml)) {
    if (path === 'ListBucketResult/Contents/Key') key = text;
    else if (path === 'ListBucketResult/Contents/Size') bytes = Number(text);
    else if (path === 'ListBucketResult/Contents') objects.push({ key, bytes });
    else if (path === 'ListBucketResult/IsTruncated') more = text.trim() === 'true';
    else if (path === 'ListBucketResult/NextContinuationToken') next = text;
    else if (path === 'ListBucketResult') isList = true;
  }
  if (!isList || (more && !next)) throw new AppError('carrier-failed', { detail: 'no list' });
  return { objects, next: more ? next : undefined };
}
