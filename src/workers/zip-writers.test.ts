import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ZipSink } from '../files/sink';
import { plainWriter, zipDate } from './zip-writers';
import { zip64Writer } from './zip64-writer';

function memorySink() {
  const parts: Uint8Array[] = [];
  const sink: ZipSink = {
    write: (chunk) => void parts.push(chunk.slice()),
    close: async () => null,
    abort: async () => {},
  };
  return { sink, bytes: () => Buffer.concat(parts) };
}

/** A Blob whose bytes are gone, as one whose file was deleted. */
const gone = () => {
  const blob = new Blob(['x']);
  const fail = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  return Object.assign(blob, { slice: () => Object.assign(new Blob(), { arrayBuffer: fail }) });
};

const hasUnzip = (() => {
  try {
    execFileSync('unzip', ['-v']);
    return true;
  } catch {
    return false;
  }
})();

describe.each([
  ['plain', plainWriter],
  ['Zip64', zip64Writer],
] as const)('%s zip', (_name, open) => {
  test.skipIf(!hasUnzip)('unzip reads every name and byte; what cannot be read fails alone', async () => {
    const { sink, bytes } = memorySink();
    const writer = open(sink);
    const text = 'Satchel '.repeat(40_000);
    const modifiedAt = zipDate(Date.UTC(2024, 5, 1, 12));
    await writer.add({ name: 'naïve 写真.txt', file: new Blob([text], { type: 'text/plain' }), modifiedAt });
    await expect(writer.add({ name: 'gone.jpg', file: gone(), modifiedAt })).rejects.toThrow('gone');
    await writer.add({ name: 'empty', file: new Blob([]), modifiedAt });
    await writer.add({ name: 'a.jpg', file: new Blob(['jpeg'], { type: 'image/jpeg' }), modifiedAt });
    await writer.finish();
    const path = join(mkdtempSync(join(tmpdir(), 'satchel-writer-')), 'a.zip');
    writeFileSync(path, bytes());
    const run = (...args: string[]) =>
      execFileSync('unzip', [...args, path], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    expect(run('-t')).toContain('No errors detected');
    expect(run('-Z1').trim().split('\n')).toEqual(['naïve 写真.txt', 'empty', 'a.jpg']);
    expect(run('-p')).toBe(`${text}jpeg`);
    expect(bytes().length).toBeLessThan(text.length / 10);
  });
});
