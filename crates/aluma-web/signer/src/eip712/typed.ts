// What a wallet shows and signs: typed data and digest of payloads and of reading statements
// (`aluma-verify/src/eip712`, `session.rs`), and the message by which a wallet shows its key.

import { utf8 } from "../bytes.ts";
import { keyText } from "../codec/keys.ts";
import { type Payload, payloadId, type Signer, type Statement } from "../codec/transaction.ts";
import { decodeFields } from "../codec/value.ts";
import type { Action } from "../catalog.ts";
import { keccak } from "../hash.ts";
import * as show from "../words/show.ts";
import {
  type Lens,
  list,
  lowerFields,
  type Node,
  nodeHash,
  nodeJson,
  type Salted,
  string,
  struct,
  uint,
} from "./node.ts";
import { hashesOf, type Member, type Schema, schemaOf } from "./schema.ts";

/** Typed data: what is shown, and what it hashes to. */
export interface Typed {
  readonly schema: Schema;
  readonly message: Node;
  readonly digest: Uint8Array;
}

const DOMAIN = { name: "Aluma", version: "1" };
const DOMAIN_TYPE: readonly Member[] = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
];
const SEPARATOR = keccak(
  keccak(utf8("EIP712Domain(string name,string version)")),
  keccak(utf8(DOMAIN.name)),
  keccak(utf8(DOMAIN.version)),
);

function typed(schema: Schema, message: Node): Typed {
  const digest = keccak(Uint8Array.of(0x19, 0x01), SEPARATOR, nodeHash(message, schema));
  return { schema, message, digest };
}

/** The typed data of a payload. */
export function typedPayload(payload: Payload, action: Action, lens: Lens): Typed {
  const schema = schemaOf(action, payload.signer);
  const values = decodeFields(action.fields, payload.act.body);
  const message = struct(
    schema.primary,
    ...signerNodes(payload.signer),
    ...lowerFields(action.fields, values, lens),
    string(show.time(payload.validUntil)),
    uint(payload.nonce),
    { is: "word", hash: payload.network },
    { is: "word", hash: payloadId(payload) },
  );
  return typed(schema, message);
}

function signerNodes(signer: Signer): Node[] {
  if (signer.is === "key") return [uint(signer.account), uint(signer.key)];
  if (signer.is === "new") return [string(keyText(signer.key))];
  const one = signer.keys.map((key) => struct("Signer", uint(key.account), uint(key.key)));
  return [list(one)];
}

/** One flat struct of the ledger's domain that is no action. */
function flat(name: string, members: readonly Member[], nodes: readonly Node[]): Typed {
  const types = new Map([[name, members]]);
  return typed({ primary: name, types, hashes: hashesOf(types) }, struct(name, ...nodes));
}

/** The typed data of a reading statement. */
export function typedStatement(statement: Statement): Typed {
  const members = [
    { name: "network", type: "bytes32" },
    { name: "account", type: "uint64" },
    { name: "validUntil", type: "string" },
  ];
  return flat("Session", members, [
    { is: "word", hash: statement.network },
    uint(statement.account),
    string(show.time(statement.validUntil)),
  ]);
}

/** What a wallet signs to show which key it holds, before anybody knows it. No action and no
 * statement has this type, so that nothing else can be made of the signature. */
export function typedGreeting(network: Uint8Array, says: string): Typed {
  const members = [
    { name: "says", type: "string" },
    { name: "network", type: "bytes32" },
  ];
  return flat("ShowPublicKey", members, [string(says), { is: "word", hash: network }]);
}

/** The JSON that a wallet takes (`eth_signTypedData_v4`). */
export function typedJson(typed: Typed, texts: (id: string) => Salted | null): unknown {
  return {
    types: { EIP712Domain: DOMAIN_TYPE, ...Object.fromEntries(typed.schema.types) },
    primaryType: typed.schema.primary,
    domain: DOMAIN,
    message: nodeJson(typed.message, typed.schema, texts),
  };
}
