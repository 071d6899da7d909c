// The two hash functions of the ledger, and what is hashed under a name of its own.

import { keccak_256 } from "@noble/hashes/sha3.js";
import { sha256 as sha } from "@noble/hashes/sha2.js";
import { concat, utf8, word } from "./bytes.ts";

/** SHA-256 of the parts, one after another. */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  return sha(concat(...parts));
}

/** Keccak-256 (Ethereum's) of the parts, one after another. */
export function keccak(...parts: Uint8Array[]): Uint8Array {
  return keccak_256(concat(...parts));
}

const BODY_TYPE = keccak(utf8("Text(bytes32 salt,uint32 length,string text)"));

/** The id of a text under its salt: the EIP-712 struct hash. */
export function bodyId(salt: Uint8Array, text: string): Uint8Array {
  const words = utf8(text);
  return keccak(BODY_TYPE, salt, word(BigInt(words.length)), keccak(words));
}

/** What a passkey's key says of its site. */
export function siteHash(rpId: string): Uint8Array {
  return sha256(utf8(rpId));
}
