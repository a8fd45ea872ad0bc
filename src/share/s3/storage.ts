import type { Storage } from '../storage';
import { objectUrl } from './address';
import { parseS3Settings, type S3Settings } from './settings';

const MOST_SIGNED_DAYS = 7;

/** A bucket in any storage that speaks S3. */
export const s3Storage: Storage<S3Settings> = {
  id: 's3',
  title: 'Own storage (S3)',
  about:
    'Any storage that speaks S3: Amazon, Backblaze, Cloudflare R2, MinIO, Garage and others. Only this browser knows the secret; it is sent nowhere but to the storage, as a signature, and is in no backup.',
  entries: [
    {
      name: 'endpoint',
      label: 'Endpoint',
      placeholder: 'https://s3.eu-central-1.amazonaws.com',
      help: 'Where the storage answers, without the bucket.',
    },
    {
      name: 'region',
      label: 'Region',
      placeholder: 'eu-central-1',
      help: 'As the storage calls it; “auto” or “us-east-1” where it has none.',
    },
    { name: 'bucket', label: 'Bucket', placeholder: 'my-shares' },
    {
      name: 'accessKeyId',
      label: 'Access key',
      key: true,
      help: 'A key that may write, read and delete in this bucket, and nothing else.',
    },
    { name: 'secretAccessKey', label: 'Secret key', secret: true },
    {
      name: 'publicRead',
      label: 'Anybody may read this bucket',
      isSwitch: true,
      help: 'Then links need no signature and may live longer than 7 days. The files are encrypted, and nobody guesses their names.',
    },
  ],
  corsRule,
  parse: parseS3Settings,
  place: ({ endpoint, region, bucket }) => ({ type: 's3', endpoint, region, bucket }),
  label: ({ endpoint, bucket }, object) => `${endpoint}/${bucket}/${object}`,
  objectOf: (name) => `satchel/${name}`,
  plainAddress: (settings, object) => objectUrl(settings, object).href,
  reaching(settings, { endpoint, region = settings.region, bucket = settings.bucket }) {
    return endpoint === settings.endpoint ? { ...settings, region, bucket } : undefined;
  },
  mostDays({ publicRead }) {
    if (publicRead) return undefined;
    const reason = 'A signed link ends after 7 days at most. Where anybody may read the bucket it can live longer.';
    return { days: MOST_SIGNED_DAYS, reason };
  },
  async deeds() {
    const { putObject, readAddress, removeObject, testBucket } = await import('./client');
    const { s3Objects } = await import('./objects');
    return {
      test: testBucket,
      put: (settings, object, file, signal) => putObject(settings, object, file, { signal }),
      remove: removeObject,
      address: readAddress,
      objects: s3Objects,
    };
  },
};

/** The rule that a bucket needs so that this page may use it (Amazon S3, "CORS configuration"). */
function corsRule(origin: string): string {
  const rule = {
    AllowedOrigins: [origin],
    AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag', 'Date', 'Content-Range', 'Content-Disposition'],
    MaxAgeSeconds: 3600,
  };
  return JSON.stringify([rule], null, 2);
}
