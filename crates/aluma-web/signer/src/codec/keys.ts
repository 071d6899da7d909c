// Public keys, signatures and proofs, as bytes (`aluma-types/src/keys.rs`).

import { concat, hex, unhex } from "../bytes.ts";
import { DecodeError, type Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** How a key signs. */
export type Scheme = "ed25519" | "wallet" | "passkey";

const SCHEMES: readonly Scheme[] = ["ed25519", "wallet", "passkey"];
const MAX_CLIENT_DATA = 1 << 10;
const MAX_ASSERTION = 1 << 11;

/** A public key. `site` is SHA-256 of a passkey's relying party; elsewhere it is empty. */
export interface PublicKey {
  readonly scheme: Scheme;
  /** Ed25519's 32 bytes, or a compressed point of 33. */
  readonly point: Uint8Array;
  readonly site: Uint8Array;
}

/** A signature. The parts of an authenticator's answer are empty for the other schemes. */
export interface Signature {
  readonly scheme: Scheme;
  /** R and s, or r and s: 64 bytes. */
  readonly numbers: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly clientData: Uint8Array;
}

/** A one-time secret's signature over a signer. */
export interface Proof {
  readonly key: Uint8Array;
  readonly signature: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** A signature that is its two numbers. */
export function plainSignature(scheme: Scheme, numbers: Uint8Array): Signature {
  return { scheme, numbers, authenticatorData: NOTHING, clientData: NOTHING };
}

function scheme(reader: Reader): Scheme {
  const found = SCHEMES[reader.byte() - 1];
  if (found === undefined) throw new DecodeError("unknown-tag");
  return found;
}

function compressed(reader: Reader): Uint8Array {
  const point = reader.take(33);
  if (point[0] !== 2 && point[0] !== 3) throw new DecodeError("bad-value");
  return point;
}

/** Reads a public key. */
export function readKey(reader: Reader): PublicKey {
  const of = scheme(reader);
  if (of === "ed25519") return { scheme: of, point: reader.take(32), site: NOTHING };
  const point = compressed(reader);
  return { scheme: of, point, site: of === "passkey" ? reader.take(32) : NOTHING };
}

/** Writes a public key. */
export function writeKey(key: PublicKey, out: Writer): void {
  out.byte(SCHEMES.indexOf(key.scheme) + 1).bytes(key.point).bytes(key.site);
}

/** `scheme:HEX`. */
export function keyText(key: PublicKey): string {
  return `${key.scheme}:${hex(concat(key.point, key.site))}`;
}

/** Reads [`keyText`] back; `null` for anything else. */
export function parseKey(text: string): PublicKey | null {
  const [name, digits, ...more] = text.split(":");
  const found = SCHEMES.find((one) => one === name);
  const bytes = unhex(digits ?? "");
  const length = { ed25519: 32, wallet: 33, passkey: 65 };
  if (found === undefined || bytes === null || more.length > 0) return null;
  if (bytes.length !== length[found]) return null;
  const end = found === "ed25519" ? 32 : 33;
  return { scheme: found, point: bytes.slice(0, end), site: bytes.slice(end) };
}

/** Whether an authenticator's parts are no longer than the ledger takes. */
export function fits(authenticatorData: number, clientData: number): boolean {
  return clientData <= MAX_CLIENT_DATA && authenticatorData + clientData + 64 <= MAX_ASSERTION;
}

/** Reads a signature. */
export function readSignature(reader: Reader): Signature {
  const of = scheme(reader);
  if (of !== "passkey") return plainSignature(of, reader.take(64));
  const authenticatorData = reader.take(reader.count(MAX_ASSERTION));
  const count = reader.count(MAX_CLIENT_DATA);
  if (!fits(authenticatorData.length, count)) throw new DecodeError("too-long");
  const clientData = reader.take(count);
  return { scheme: of, numbers: reader.take(64), authenticatorData, clientData };
}

/** Writes a signature. */
export function writeSignature(signature: Signature, out: Writer): void {
  out.byte(SCHEMES.indexOf(signature.scheme) + 1);
  if (signature.scheme === "passkey") {
    out.counted(signature.authenticatorData).counted(signature.clientData);
  }
  out.bytes(signature.numbers);
}
