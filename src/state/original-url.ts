import type { Asset } from '../domain/asset';
import { readBytes } from '../library/assets';
import { library } from './library';

/**
 * The address of an asset's original, made and revoked here. Where its bytes are not whole, nothing is called.
 * @returns a function that lets it go
 */
export function useOriginalUrl({ blobHash, mime }: Pick<Asset, 'blobHash' | 'mime'>, onUrl: (url: string) => void) {
  let made: string | undefined;
  let ended = false;
  readBytes(library(), blobHash, mime).then(
    (blob) => {
      if (ended) return;
      made = URL.createObjectURL(blob);
      onUrl(made);
    },
    () => {},
  );
  return () => {
    ended = true;
    if (made) URL.revokeObjectURL(made);
  };
}
