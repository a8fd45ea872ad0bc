/**
 * A view that may be read only so often. What a file's structure leads a reader to do (counts of millions, tags that all
 * point at the same bytes, directories in a circle) costs reads, each read an element in memory: with these bounded, time
 * and memory are. Six million are more than the largest packet in a TIFF needs, and take about a second.
 */
const MOST_READS = 6_000_000;

export class MeteredView extends DataView<ArrayBuffer> {
  #left = MOST_READS;

  #count(): void {
    if (--this.#left < 0) throw new RangeError('read too often');
  }

  override getUint8(at: number): number {
    this.#count();
    return super.getUint8(at);
  }

  override getUint16(at: number, little?: boolean): number {
    this.#count();
    return super.getUint16(at, little);
  }

  override getUint32(at: number, little?: boolean): number {
    this.#count();
    return super.getUint32(at, little);
  }

  override getInt32(at: number, little?: boolean): number {
    this.#count();
    return super.getInt32(at, little);
  }
}
