// An action as bytes under its number (`aluma-types/src/transaction.rs`).

import { utf8 } from "../bytes.ts";
import { sha256 } from "../hash.ts";
import type { Reader } from "./reader.ts";
import { Writer } from "./writer.ts";

/** Bytes of one transaction at most, its signature included. */
export const MAX_TRANSACTION = 1 << 20;

/** An action as bytes: opaque until somebody decodes it. */
export interface Act {
  readonly number: number;
  readonly body: Uint8Array;
}

/** Reads an act. */
export function readAct(reader: Reader): Act {
  const number = reader.small(16);
  return { number, body: reader.take(reader.count(MAX_TRANSACTION)) };
}

/** Writes an act. */
export function writeAct(act: Act, out: Writer): void {
  out.varint(act.number).counted(act.body);
}

/** The bytes of an act. */
export function actBytes(act: Act): Uint8Array {
  const out = new Writer();
  writeAct(act, out);
  return out.done();
}

/** How an act appears inside a wallet's proposal. */
export function actHash(act: Act): Uint8Array {
  return sha256(utf8("aluma act v1"), actBytes(act));
}
