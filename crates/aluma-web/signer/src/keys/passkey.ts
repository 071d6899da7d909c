// Passkeys: made, and asked to sign, by the browser.

import { concat, hex, unhex } from "../bytes.ts";
import { fits, type PublicKey, type Signature } from "../codec/keys.ts";
import { siteHash } from "../hash.ts";
import { Fault } from "../fault.ts";
import { sha256 } from "../hash.ts";
import { compactOfDer, passkeysOf, pointOfSpki } from "./curves.ts";

/** ES256, the one algorithm that the ledger takes. */
const ES256 = -7;

/** A passkey that was just made. */
export interface MadePasskey {
  readonly key: PublicKey;
  /** The credential, in hexadecimal digits. */
  readonly handle: string;
}

/** What an authenticator answered. */
export interface Answer {
  readonly signature: Signature;
  readonly handle: string;
  /** The keys of which the signature can be. */
  readonly candidates: readonly PublicKey[];
}

function buffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}

/** What the browser says of a ceremony that was not gone through, in our words. */
function told(error: unknown): Fault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return new Fault("passkey-cancelled");
  return new Fault(name === "SecurityError" ? "passkey-site" : "passkey-failed");
}

/** Makes a passkey that the device finds again by itself. */
export async function makePasskey(name: string): Promise<MadePasskey> {
  if (!("PublicKeyCredential" in globalThis)) throw new Fault("no-passkeys");
  const rpId = location.hostname;
  let made: Credential | null;
  try {
    made = await navigator.credentials.create({
      publicKey: {
        rp: { id: rpId, name: "Aluma" },
        user: { id: crypto.getRandomValues(new Uint8Array(32)), name, displayName: name },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: [{ type: "public-key", alg: ES256 }],
        authenticatorSelection: {
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        },
        attestation: "none",
      },
    });
  } catch (error) {
    throw told(error);
  }
  const credential = made as PublicKeyCredential | null;
  const response = credential?.response as AuthenticatorAttestationResponse | undefined;
  const spki = response?.getPublicKey();
  const point = spki ? pointOfSpki(new Uint8Array(spki)) : null;
  if (credential === null || point === null) throw new Fault("passkey-failed");
  const key: PublicKey = { scheme: "passkey", point, site: siteHash(rpId) };
  return { key, handle: hex(new Uint8Array(credential.rawId)) };
}

/** Asks an authenticator to sign a challenge: a known credential, or whichever the person picks. */
export async function askPasskey(
  challenge: Uint8Array,
  handle: string | null,
  verified: boolean,
): Promise<Answer> {
  if (!("PublicKeyCredential" in globalThis)) throw new Fault("no-passkeys");
  const id = handle === null ? null : unhex(handle);
  let got: Credential | null;
  try {
    got = await navigator.credentials.get({
      publicKey: {
        rpId: location.hostname,
        challenge: buffer(challenge),
        allowCredentials: id === null ? [] : [{ type: "public-key", id: buffer(id) }],
        userVerification: verified ? "required" : "preferred",
      },
    });
  } catch (error) {
    throw told(error);
  }
  const credential = got as PublicKeyCredential | null;
  if (credential === null) throw new Fault("passkey-failed");
  const response = credential.response as AuthenticatorAssertionResponse;
  const authenticatorData = new Uint8Array(response.authenticatorData);
  const clientData = new Uint8Array(response.clientDataJSON);
  const numbers = compactOfDer(new Uint8Array(response.signature));
  if (numbers === null || !fits(authenticatorData.length, clientData.length)) {
    throw new Fault("passkey-failed");
  }
  const points = passkeysOf(numbers, concat(authenticatorData, sha256(clientData)));
  const site = siteHash(location.hostname);
  return {
    signature: { scheme: "passkey", numbers, authenticatorData, clientData },
    handle: hex(new Uint8Array(credential.rawId)),
    candidates: points.map((point) => ({ scheme: "passkey", point, site })),
  };
}
