// Session keys: Ed25519 of the browser itself, whose private half no script can read out; and
// one-time secrets of invitations, which are 32 bytes in a link.

import { ed25519 } from "@noble/curves/ed25519.js";
import { concat } from "../bytes.ts";
import { plainSignature, type PublicKey, type Signature } from "../codec/keys.ts";
import { Fault } from "../fault.ts";

/** Makes a key that cannot leave this browser. */
export async function makeSessionKey(): Promise<{ pair: CryptoKeyPair; key: PublicKey }> {
  try {
    const made = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    const pair = made as CryptoKeyPair;
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    return { pair, key: { scheme: "ed25519", point, site: new Uint8Array(0) } };
  } catch {
    // A browser that does not know Ed25519 yet: its person signs each act by hand.
    throw new Fault("no-session-keys");
  }
}

/** The bytes before an Ed25519 secret in PKCS #8 (RFC 8410). */
const PKCS8 = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);

/** A key whose secret somebody else knows, too: of a demo's made-up people. */
export async function takeKey(secret: Uint8Array): Promise<{ pair: CryptoKeyPair; key: PublicKey }> {
  const point = publicHalf(secret);
  const take = (format: "pkcs8" | "raw", bytes: Uint8Array, use: "sign" | "verify") =>
    crypto.subtle.importKey(format, bytes as Uint8Array<ArrayBuffer>, { name: "Ed25519" }, format === "raw", [use]);
  try {
    const privateKey = await take("pkcs8", concat(PKCS8, secret), "sign");
    const publicKey = await take("raw", point, "verify");
    return { pair: { privateKey, publicKey }, key: { scheme: "ed25519", point, site: new Uint8Array(0) } };
  } catch {
    throw new Fault("no-session-keys");
  }
}

/** Signs with a session's key. */
export async function signWith(pair: CryptoKeyPair, message: Uint8Array): Promise<Signature> {
  const bytes = message.slice().buffer as ArrayBuffer;
  const numbers = await crypto.subtle.sign({ name: "Ed25519" }, pair.privateKey, bytes);
  return plainSignature("ed25519", new Uint8Array(numbers));
}

/** A fresh one-time secret. */
export function makeSecret(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** The public half of a one-time secret. */
export function publicHalf(secret: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secret);
}

/** Signs with a one-time secret. */
export function prove(secret: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, secret);
}
