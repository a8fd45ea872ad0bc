import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadFile } from './app';
import { randomFrom } from './kills';
import { corpus, FIXTURES, hasCorpus } from './tools';

/** Larger files take long to read and change nothing that smaller ones would not. */
const MOST_BYTES = 2_000_000;

/** Files to begin with: our own, and a corpus where there is one. */
function seeds(): string[] {
  const folders = [FIXTURES, ...(hasCorpus ? ['photos', 'metadata', 'hostile'].map((name) => corpus(name)) : [])];
  return folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter(
          (path) => statSync(path).isFile() && statSync(path).size <= MOST_BYTES && !/\.(?:md|sh|json)$/.test(path),
        )
        .sort();
    } catch {
      return [];
    }
  });
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff] as const;

/**
 * Files that were broken at random, as a disk, a network or somebody who means harm would: bytes and lengths changed, pieces cut out,
 * doubled or taken from another file, ends missing.
 * @param seed gives the same files again
 */
export function mutants(count: number, seed: number): UploadFile[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const paths = seeds();
  const read = () => readFileSync(paths[below(paths.length)] ?? '');
  return Array.from({ length: count }, (_, n) => {
    const path = paths[below(paths.length)] ?? '';
    let bytes = Buffer.from(readFileSync(path));
    for (let change = 0; change <= below(6); change++) {
      const at = below(bytes.length || 1);
      switch (below(6)) {
        case 0:
          for (let i = 0; i < 8 && bytes.length > 0; i++) bytes[below(bytes.length)] = below(256);
          break;
        case 1:
          // Near the beginning stand lengths, counts and offsets.
          for (let i = 0; i < 4 && bytes.length > 0; i++)
            bytes[below(Math.min(bytes.length, 512))] = EXTREMES[below(5)] ?? 0;
          break;
        case 2:
          bytes = bytes.subarray(0, at);
          break;
        case 3:
          bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(2000))]);
          break;
        case 4:
          bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - below(4000)))]);
          break;
        default:
          bytes = Buffer.concat([bytes.subarray(0, at), read().subarray(0, below(4000)), bytes.subarray(at)]);
      }
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    return { name: `${seed} ${n} ${name}`, mimeType: '', buffer: bytes };
  });
}
