import { sha256 } from '../../src/package/digest';
import { MANIFEST, writeManifest } from '../../src/package/manifest';
import { encryptingSink, freshKey } from '../../src/package/write';
import { plainWriter } from '../../src/workers/zip-writers';

/**
 * A package as docs/share-package.md has it, made outside a browser.
 * @param change what somebody did to the zip before it was encrypted
 * @returns its bytes and what opens it
 */
export async function makePackage(
  files: Record<string, Buffer>,
  change = (zip: Buffer) => zip,
): Promise<{ bytes: Buffer; key: string }> {
  const blobs = Object.entries(files).map(([name, bytes]) => [name, new Blob([new Uint8Array(bytes)])] as const);
  const key = await freshKey();
  const zipped: Uint8Array[] = [];
  const zip = plainWriter({
    write: (chunk) => void zipped.push(chunk.slice()),
    close: async () => null,
    abort: async () => {},
  });
  const modifiedAt = new Date();
  const contents = {
    id: 'share-0001',
    name: 'Many',
    from: { name: 'Zoë', email: 'zoe@example.org' },
    comment: '',
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    profile: 'Original',
    files: await Promise.all(
      blobs.map(async ([name, file]) => ({
        name,
        type: 'text/plain',
        bytes: file.size,
        sha256: await sha256(file),
        title: name,
        width: 0,
        height: 0,
        metadata: {},
      })),
    ),
  };
  await zip.add({ name: MANIFEST, file: new Blob([writeManifest(contents)]), modifiedAt });
  for (const [name, file] of blobs) await zip.add({ name, file, modifiedAt });
  await zip.finish();
  const out: Uint8Array[] = [];
  const age = await encryptingSink(key, (chunk) => void out.push(chunk.slice()));
  await age.write(change(Buffer.concat(zipped)));
  await age.close();
  return { bytes: Buffer.concat(out), key: key.identity };
}
