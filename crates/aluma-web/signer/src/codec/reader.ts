// A cursor over canonical bytes. Integers are minimal LEB128, booleans 0 or 1, lists a count and
// their items: one value, one byte string. Every other form is refused by the name that the ledger
// gives it (`aluma-types/src/codec.rs`).

import { fromUtf8 } from "../bytes.ts";

/** Why bytes are not the canonical form of a value. */
export type Fault =
  | "truncated"
  | "trailing"
  | "not-minimal"
  | "overflow"
  | "unknown-tag"
  | "too-long"
  | "bad-text"
  | "bad-value"
  | "unknown-action"
  | "too-large";

/** Bytes that are refused. */
export class DecodeError extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
    this.name = "DecodeError";
  }
}

/** A cursor over bytes. */
export class Reader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  /** How many bytes are left. */
  get left(): number {
    return this.bytes.length - this.#at;
  }

  /** Takes exactly so many bytes. */
  take(count: number): Uint8Array {
    if (count > this.left) throw new DecodeError("truncated");
    const taken = this.bytes.slice(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }

  /** Takes one byte. */
  byte(): number {
    const byte = this.bytes[this.#at];
    if (byte === undefined) throw new DecodeError("truncated");
    this.#at += 1;
    return byte;
  }

  /** Takes a minimal LEB128 integer of at most so many bits. */
  varint(bits: number): bigint {
    let value = 0n;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      const part = byte & 0x7f;
      const room = bits - shift;
      if (room <= 0 || (room < 7 && part >> room !== 0)) throw new DecodeError("overflow");
      value |= BigInt(part) << BigInt(shift);
      if (byte < 0x80) {
        if (byte === 0 && shift > 0) throw new DecodeError("not-minimal");
        return value;
      }
    }
  }

  /** Takes a small integer. */
  small(bits: number): number {
    return Number(this.varint(bits));
  }

  /** Takes a count and refuses one above `max` before anything is made for it. */
  count(max: number): number {
    const count = this.small(32);
    if (count > max) throw new DecodeError("too-long");
    return count;
  }

  /** Takes 0 or 1. */
  bool(): boolean {
    const byte = this.byte();
    if (byte > 1) throw new DecodeError("unknown-tag");
    return byte === 1;
  }

  /** Takes 1 to `max` bytes of printable ASCII without spaces. */
  text(max: number): string {
    const text = fromUtf8(this.take(this.count(max)));
    if (text === null || !/^[!-~]+$/.test(text)) throw new DecodeError("bad-text");
    return text;
  }

  /** Refuses bytes that are left over. */
  finish(): void {
    if (this.left > 0) throw new DecodeError("trailing");
  }
}

/** Reads a value that must fill the bytes exactly. */
export function whole<T>(bytes: Uint8Array, read: (reader: Reader) => T): T {
  const reader = new Reader(bytes);
  const value = read(reader);
  reader.finish();
  return value;
}
