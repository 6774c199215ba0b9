/* Deterministic CBOR (RFC 8949, 4.2.1), read in its one spelling; whatever is spelt otherwise is refused. */

export class NotCanonical extends Error {}

const WIDTHS: Record<number, [bytes: number, least: bigint]> = {
  24: [1, 24n],
  25: [2, 0x100n],
  26: [4, 0x1_0000n],
  27: [8, 0x1_0000_0000n],
};

export class Reader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #at = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  /** The next bytes as they are. */
  take(length: number): Uint8Array<ArrayBuffer> {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new NotCanonical();
    const taken = this.#bytes.slice(this.#at, end);
    this.#at = end;
    return taken;
  }

  #head(major: number): bigint {
    const [first = 0] = this.take(1);
    if (first >> 5 !== major) throw new NotCanonical();
    const short = first & 0x1f;
    if (short < 24) return BigInt(short);
    const width = WIDTHS[short];
    if (width === undefined) throw new NotCanonical();
    const value = this.take(width[0]).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    if (value < width[1]) throw new NotCanonical();
    return value;
  }

  /** A number that is not negative. One that is too large to be held is held as the nearest; nothing here is so large. */
  unsigned(): number {
    return Number(this.#head(0));
  }

  integer(): number {
    const next = this.#bytes[this.#at] ?? 0xff;
    return next >> 5 === 1 ? -1 - Number(this.#head(1)) : this.unsigned();
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.take(Number(this.#head(2)));
  }

  text(): string {
    const bytes = this.take(Number(this.#head(3)));
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new NotCanonical();
    }
  }

  array(): number {
    return Number(this.#head(4));
  }

  map(pairs: number): void {
    if (Number(this.#head(5)) !== pairs) throw new NotCanonical();
  }

  /** The key that must come next. */
  key(key: number): this {
    if (this.integer() !== key) throw new NotCanonical();
    return this;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new NotCanonical();
  }
}
