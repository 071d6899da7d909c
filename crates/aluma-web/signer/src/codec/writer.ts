// Canonical bytes being put together.

import { concat } from "../bytes.ts";

/** Bytes being written. */
export class Writer {
  readonly #parts: Uint8Array[] = [];

  /** Appends bytes as they are. */
  bytes(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }

  /** Appends one byte. */
  byte(byte: number): this {
    return this.bytes(Uint8Array.of(byte));
  }

  /** Appends a minimal LEB128 integer. */
  varint(value: bigint | number): this {
    const out: number[] = [];
    let rest = BigInt(value);
    while (rest >= 0x80n) {
      out.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    out.push(Number(rest));
    return this.bytes(Uint8Array.from(out));
  }

  /** Appends 0 or 1. */
  bool(flag: boolean): this {
    return this.byte(flag ? 1 : 0);
  }

  /** Appends a length and as many bytes. */
  counted(bytes: Uint8Array): this {
    return this.varint(bytes.length).bytes(bytes);
  }

  /** All of it. */
  done(): Uint8Array {
    return concat(...this.#parts);
  }
}
