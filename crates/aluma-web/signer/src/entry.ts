// Entries of contests: sealed by the id of their text, which they are opened with.

import { concat, utf8, word } from "./bytes.ts";
import { bodyId, sha256 } from "./hash.ts";

const eight = (number: bigint): Uint8Array => word(number).slice(24);

/** A text as a form's server reads it. */
export function tidy(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}

/** The seal on an entry: `aluma_core::work::rules::money::seal` makes the same. */
export function entrySeal(task: bigint, account: bigint, salt: Uint8Array, text: string): Uint8Array {
  return sha256(utf8("aluma entry"), eight(task), eight(account), bodyId(salt, text));
}

/** The salt of somebody's entry in one contest: the same as often as it is asked for. */
export async function entrySalt(
  key: CryptoKey,
  network: Uint8Array,
  [dao, task, account]: readonly [bigint, bigint, bigint],
): Promise<Uint8Array> {
  const of = concat(network, eight(dao), eight(task), eight(account));
  const bytes = concat(utf8("aluma entry salt v1"), of).slice().buffer as ArrayBuffer;
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
}
