// What a wallet is asked to show. The signer makes it itself; from the ledger it takes the texts of
// names alone, and makes sure that both say the same.

import { hex, unhex } from "./bytes.ts";
import type { Payload } from "./codec/transaction.ts";
import type { Lens, Salted } from "./eip712/node.ts";
import type { Member } from "./eip712/schema.ts";
import { type Typed, typedJson, typedPayload } from "./eip712/typed.ts";
import { Fault } from "./fault.ts";
import { bodyId } from "./hash.ts";
import { typedData } from "./ledger/api.ts";
import type { Context } from "./page/context.ts";
import type { Task } from "./sign.ts";
import { says } from "./words/speaker.ts";

/** Typed data for a wallet, and what it hashes to. */
export async function typedForWallet(
  ctx: Context,
  task: Task,
  payload: Payload,
  bytes: Uint8Array,
): Promise<{ json: unknown; digest: Uint8Array }> {
  const theirs = await typedData(ctx.asking, bytes, task.bodies);
  const texts = new Map<string, Salted>();
  const keep = (salt: unknown, text: unknown): Uint8Array => {
    const read = typeof salt === "string" ? unhex(salt) : null;
    if (read === null || typeof text !== "string") throw new Fault("names-differ");
    const id = bodyId(read, text);
    texts.set(hex(id), { salt: read, text });
    return id;
  };
  for (const body of task.bodies) keep(body.salt, body.text);
  const names = new Map<string, Uint8Array>();
  collect(theirs, (kind, id, salt, text) => {
    // A wallet must not show another name than the dialog did.
    const shown = task.lookup.name(`${kind}Id`, id);
    if (shown !== null && shown !== text) throw new Fault("names-differ");
    names.set(`${kind} ${id}`, keep(salt, text));
  });
  const lens: Lens = {
    catalog: ctx.catalog,
    named: (kind, id) => names.get(`${kind} ${id}`) ?? null,
    asset: (id) => task.lookup.asset(id),
    says: says(ctx.catalog, task.lookup),
  };
  const typed: Typed = typedPayload(payload, task.action, lens);
  const json = typedJson(typed, (id) => texts.get(id) ?? null);
  if (JSON.stringify(sorted(json)) !== JSON.stringify(sorted(theirs))) {
    throw new Fault("names-differ");
  }
  return { json, digest: typed.digest };
}

type Visit = (kind: "Account" | "Dao", id: bigint, salt: unknown, text: unknown) => void;
type Json = Readonly<Record<string, unknown>>;

/** The names in typed data, found by its types. */
function collect(data: unknown, visit: Visit): void {
  const { types, primaryType, message } = data as {
    types: Readonly<Record<string, readonly Member[]>>;
    primaryType: string;
    message: unknown;
  };
  const at = (type: string, value: unknown): void => {
    if (type.endsWith("[]")) {
      for (const item of value as unknown[]) at(type.slice(0, -2), item);
      return;
    }
    if (type === "Account" || type === "Dao") {
      const { id, name } = value as { id: string; name: readonly Json[] };
      for (const one of name) visit(type, BigInt(id), one.salt, one.text);
      return;
    }
    for (const member of types[type] ?? []) at(member.type, (value as Json)[member.name]);
  };
  at(primaryType, message);
}

/** The same with keys in an order of their own, so that two can be compared. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (json === null || typeof json !== "object") return json;
  const pairs = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(pairs.map(([key, value]) => [key, sorted(value)]));
}
