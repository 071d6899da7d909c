// Points and signatures of the two ECDSA curves, in the forms that the ledger takes, and the keys
// that a signature can be of.

import { p256 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { same } from "../bytes.ts";
import { sha256 } from "../hash.ts";

/** What stands before the uncompressed point of a P-256 key in SubjectPublicKeyInfo: the only form
 * in which browsers give it. */
const SPKI_P256 = Uint8Array.of(
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
  0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
);

/** The compressed point of a passkey that a browser made; `null` where it is not ES256's. */
export function pointOfSpki(spki: Uint8Array): Uint8Array | null {
  const head = spki.slice(0, SPKI_P256.length);
  if (!same(head, SPKI_P256) || spki.length !== SPKI_P256.length + 65) return null;
  try {
    return p256.Point.fromBytes(spki.slice(SPKI_P256.length)).toBytes(true);
  } catch {
    return null;
  }
}

/** r and s, the latter in the lower half of the group: the ledger takes no other form. */
function low<T extends { hasHighS(): boolean; r: bigint; s: bigint }>(
  signature: T,
  order: bigint,
): [r: bigint, s: bigint] {
  return [signature.r, signature.hasHighS() ? order - signature.s : signature.s];
}

/** An authenticator's DER signature as r and s, low; `null` where it is none. */
export function compactOfDer(der: Uint8Array): Uint8Array | null {
  try {
    const read = p256.Signature.fromBytes(der, "der");
    const [r, s] = low(read, p256.Point.Fn.ORDER);
    return new p256.Signature(r, s).toBytes("compact");
  } catch {
    return null;
  }
}

/** The points whose signature r and s can be over a message: an authenticator says no key, and two
 * fit every signature. */
export function passkeysOf(numbers: Uint8Array, message: Uint8Array): Uint8Array[] {
  const hash = sha256(message);
  const points: Uint8Array[] = [];
  for (const bit of [0, 1, 2, 3]) {
    try {
      const signature = p256.Signature.fromBytes(numbers, "compact").addRecoveryBit(bit);
      points.push(signature.recoverPublicKey(hash).toBytes(true));
    } catch {
      // No point has this r.
    }
  }
  return points;
}

/** A wallet's 65 bytes (r, s, v) as r and s, low, and the compressed key that made it over a
 * digest; `null` where no key fits. */
export function walletSignature(
  bytes: Uint8Array,
  digest: Uint8Array,
): { numbers: Uint8Array; point: Uint8Array } | null {
  const v = bytes[64] ?? 255;
  const bit = v >= 27 ? v - 27 : v;
  if (bytes.length !== 65 || bit > 1) return null;
  try {
    const read = secp256k1.Signature.fromBytes(bytes.slice(0, 64), "compact");
    const point = read.addRecoveryBit(bit).recoverPublicKey(digest).toBytes(true);
    const [r, s] = low(read, secp256k1.Point.Fn.ORDER);
    return { numbers: new secp256k1.Signature(r, s).toBytes("compact"), point };
  } catch {
    return null;
  }
}
