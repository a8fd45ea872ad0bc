import type { S3Settings } from './settings';

/** Where an object lies, in path style, which every S3-compatible storage knows. */
export function objectUrl({ endpoint, bucket }: Pick<S3Settings, 'endpoint' | 'bucket'>, key: string): URL {
  return new URL(`${endpoint}/${encodeURIComponent(bucket)}/${key.split('/').map(encodeURIComponent).join('/')}`);
}

/** Where the bucket itself answers: its list. */
export const bucketUrl = ({ endpoint, bucket }: Pick<S3Settings, 'endpoint' | 'bucket'>): URL =>
  new URL(`${endpoint}/${encodeURIComponent(bucket)}`);
