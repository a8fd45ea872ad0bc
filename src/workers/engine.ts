import Vips from 'wasm-vips';
import coreUrl from 'wasm-vips/vips.wasm?url';
import heifUrl from 'wasm-vips/vips-heif.wasm?url';
import jxlUrl from 'wasm-vips/vips-jxl.wasm?url';
import resvgUrl from 'wasm-vips/vips-resvg.wasm?url';
import type { EngineModule } from '../domain/engine-module';

const FILES: Record<string, string> = {
  'vips.wasm': coreUrl,
  'vips-heif.wasm': heifUrl,
  'vips-jxl.wasm': jxlUrl,
  'vips-resvg.wasm': resvgUrl,
} satisfies Record<'vips.wasm' | `vips-${EngineModule}.wasm`, string>;

/** wasm-vips starts as many threads as there are processors, at least six; a pool of workers needs no more than that. */
const FEWEST_THREADS = 6;

export interface Engine {
  vips: typeof Vips;
  /** Frees every image and source made since the last call; none may be used after it. */
  release(): void;
}

/** Embind's own bookkeeping of handles, which the types of wasm-vips leave out. */
interface AutoDelete {
  setAutoDeleteLater(on: boolean): void;
  setDelayFunction(schedule: (deleteAll: () => void) => void): void;
}

/**
 * libvips gathers what went wrong in one place, and a picture that was taken as far as it could be read leaves words
 * there: the next file's error would carry them. Throwing an error takes all of them away, so one is thrown for nothing.
 */
function forgetWords(vips: typeof Vips): void {
  try {
    vips.Image.newFromBuffer(Uint8Array.of(0));
  } catch {
    // That was the purpose.
  }
}

/**
 * Starts libvips in this worker with one thread of its own: a pool of single-threaded engines was measured twice as
 * fast as one engine with two threads.
 */
export async function startEngine(modules: readonly EngineModule[]): Promise<Engine> {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: FEWEST_THREADS, configurable: true });
  const vips = await Vips({
    dynamicLibraries: modules.map((name) => `vips-${name}.wasm`),
    locateFile: (name) => FILES[name] ?? name,
    // Warnings about files reach the person as that file's reason, not the console.
    print: () => {},
    printErr: () => {},
  });
  vips.concurrency(1);
  // Nothing is asked twice in one file, and a cache would keep pictures in memory.
  vips.Cache.max(0);
  let flush = () => {};
  const { setAutoDeleteLater, setDelayFunction } = vips as typeof vips & AutoDelete;
  setAutoDeleteLater(true);
  setDelayFunction((deleteAll) => {
    flush = deleteAll;
  });
  const release = () => {
    flush();
    forgetWords(vips);
  };
  return { vips, release };
}
