// Payloads and transactions (`aluma-types/src/transaction.rs`), reading statements
// (`aluma-verify/src/session.rs`), and what is signed of each.

import { concat, utf8 } from "../bytes.ts";
import { sha256 } from "../hash.ts";
import { type Act, MAX_TRANSACTION, readAct, writeAct } from "./act.ts";
import {
  type PublicKey,
  readKey,
  readSignature,
  type Signature,
  writeKey,
  writeSignature,
} from "./keys.ts";
import { DecodeError, type Reader, whole } from "./reader.ts";
import { Writer } from "./writer.ts";

/** A key of an account. */
export interface KeyOf {
  readonly account: bigint;
  readonly key: number;
}

/** Who signs. */
export type Signer =
  | ({ readonly is: "key" } & KeyOf)
  | { readonly is: "new"; readonly key: PublicKey }
  | { readonly is: "several"; readonly keys: readonly KeyOf[] };

/** Everything a signature covers. */
export interface Payload {
  readonly network: Uint8Array;
  readonly signer: Signer;
  readonly nonce: bigint;
  readonly validUntil: bigint;
  readonly act: Act;
}

/** A payload with its signatures. */
export interface Transaction {
  readonly payload: Payload;
  readonly signatures: readonly Signature[];
}

/** That whoever holds a key reads as its account. */
export interface Statement extends KeyOf {
  readonly network: Uint8Array;
  readonly validUntil: bigint;
}

const MAX_SIGNERS = 16;
const PAYLOAD = utf8("aluma tx v1");
const PROOF = utf8("aluma proof v1");
const SESSION = utf8("aluma session v1");

function readSigner(reader: Reader): Signer {
  switch (reader.byte()) {
    case 1:
      return { is: "key", ...readKeyOf(reader) };
    case 2:
      return { is: "new", key: readKey(reader) };
    case 3: {
      const keys: KeyOf[] = [];
      for (let left = reader.count(MAX_SIGNERS); left > 0; left -= 1) keys.push(readKeyOf(reader));
      const ascend = keys.every((one, at) => at === 0 || (keys[at - 1]?.account ?? 0n) < one.account);
      if (keys.length < 2 || !ascend) throw new DecodeError("bad-value");
      return { is: "several", keys };
    }
    default:
      throw new DecodeError("unknown-tag");
  }
}

function readKeyOf(reader: Reader): KeyOf {
  return { account: reader.varint(64), key: reader.small(16) };
}

function writeSigner(signer: Signer, out: Writer): void {
  const one = (of: KeyOf): Writer => out.varint(of.account).varint(of.key);
  if (signer.is === "key") {
    out.byte(1);
    one(signer);
  } else if (signer.is === "new") {
    out.byte(2);
    writeKey(signer.key, out);
  } else {
    out.byte(3).varint(signer.keys.length);
    signer.keys.forEach(one);
  }
}

function readPayload(reader: Reader): Payload {
  return {
    network: reader.take(32),
    signer: readSigner(reader),
    nonce: reader.varint(64),
    validUntil: reader.varint(64),
    act: readAct(reader),
  };
}

/** The bytes of a payload. */
export function payloadBytes(payload: Payload): Uint8Array {
  const out = new Writer().bytes(payload.network);
  writeSigner(payload.signer, out);
  out.varint(payload.nonce).varint(payload.validUntil);
  writeAct(payload.act, out);
  return out.done();
}

/** What an Ed25519 key signs of a payload. */
export function payloadMessage(payload: Payload): Uint8Array {
  return concat(PAYLOAD, payloadBytes(payload));
}

/** A transaction's id: what a passkey is asked for. */
export function payloadId(payload: Payload): Uint8Array {
  return sha256(payloadMessage(payload));
}

/** What a one-time secret signs: that the signer may use it on this ledger. */
export function proofMessage(network: Uint8Array, signer: Signer): Uint8Array {
  const out = new Writer();
  writeSigner(signer, out);
  return sha256(PROOF, network, out.done());
}

/** Reads a transaction that fills the bytes exactly. */
export function decodeTransaction(bytes: Uint8Array): Transaction {
  if (bytes.length > MAX_TRANSACTION) throw new DecodeError("too-large");
  return whole(bytes, (reader) => {
    const payload = readPayload(reader);
    const count = payload.signer.is === "several" ? payload.signer.keys.length : 1;
    const signatures: Signature[] = [];
    for (let left = count; left > 0; left -= 1) signatures.push(readSignature(reader));
    return { payload, signatures };
  });
}

/** The bytes of a transaction. */
export function transactionBytes({ payload, signatures }: Transaction): Uint8Array {
  const out = new Writer().bytes(payloadBytes(payload));
  for (const signature of signatures) writeSignature(signature, out);
  return out.done();
}

function statementBytes({ network, account, key, validUntil }: Statement): Uint8Array {
  const out = new Writer().bytes(network);
  writeSigner({ is: "key", account, key }, out);
  return out.varint(validUntil).done();
}

/** What an Ed25519 key signs of a statement; its SHA-256 is a passkey's challenge. */
export function statementMessage(statement: Statement): Uint8Array {
  return concat(SESSION, statementBytes(statement));
}

/** The bytes of a signed statement. */
export function sessionBytes(statement: Statement, signature: Signature): Uint8Array {
  const out = new Writer().bytes(statementBytes(statement));
  writeSignature(signature, out);
  return out.done();
}
