import { joined } from '../../bytes';

/** Bytes that are opened at once: so many more than `most` there may be in memory. */
const STEP = 1024 * 1024;

/**
 * Opens what is compressed with Brotli (RFC 7932).
 * @param most bytes that may come of it: a few hundred can stand for gigabytes
 * @returns null where it is damaged, cut short or longer than that
 */
export async function unbrotli(packed: Uint8Array, most: number): Promise<Uint8Array | null> {
  const { BrotliDecStream, BrotliStreamResultCode } = await loaded();
  const stream = new BrotliDecStream();
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    for (let at = 0; ; ) {
      const { buf, code, input_offset } = stream.dec(packed.subarray(at), STEP);
      parts.push(buf);
      total += buf.length;
      at += input_offset;
      if (total > most) return null;
      if (code === BrotliStreamResultCode.ResultSuccess) return joined(parts);
      if (code === BrotliStreamResultCode.NeedsMoreInput) return null;
    }
  } catch {
    return null;
  } finally {
    stream.free();
  }
}

let loading: ReturnType<typeof load> | undefined;

function loaded(): ReturnType<typeof load> {
  loading ??= load();
  return loading;
}

/** Browsers open Brotli for the network only. A third of a megabyte, fetched with the first file that needs it. */
async function load() {
  const [decoder, { default: inlaid }] = await Promise.all([
    import('brotli-dec-wasm/web'),
    import('brotli-dec-wasm/web/bg.wasm?url&inline'),
  ]);
  const base64 = inlaid.slice(inlaid.indexOf(',') + 1);
  decoder.initSync({ module: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) });
  return decoder;
}
