// Acts that the signer makes itself: their fields by name, from the catalog.

import type { Action, Catalog, Shape } from "./catalog.ts";
import type { Act } from "./codec/act.ts";
import type { Proof, PublicKey } from "./codec/keys.ts";
import { decodeFields, encodeFields, type Value } from "./codec/value.ts";
import { Fault } from "./fault.ts";

/** An act of these fields. One that is missing is nothing where it may be, else a fault. */
export function actOf(
  catalog: Catalog,
  name: string,
  given: Readonly<Record<string, Value>>,
): Act {
  const action = catalog.named.get(name);
  if (action === undefined) throw new Fault("catalog");
  const values = action.fields.map((field): Value => {
    const value = given[field.name];
    if (field.shape.kind !== "option") {
      if (value === undefined) throw new Fault("catalog");
      return value;
    }
    return { is: "option", value: value ?? null };
  });
  return { number: action.number, body: encodeFields(action.fields, values) };
}

/** The act that lets a key act for its account for a while, in every community, without money. */
export function grantSession(
  catalog: Catalog,
  key: PublicKey,
  lastsMs: bigint,
  turn: bigint,
): Act {
  const role = variant(catalog, "grant-key", "role", "session");
  const everywhere: Value = {
    is: "struct",
    values: [
      { is: "option", value: null },
      { is: "list", items: [] },
    ],
  };
  return actOf(catalog, "grant-key", {
    key: { is: "key", key },
    role,
    scopes: { is: "list", items: [everywhere] },
    caps: { is: "list", items: [] },
    valid_for: { is: "uint", number: lastsMs },
    sequence: { is: "uint", number: turn },
  });
}

/** A choice of a field by its name. */
function variant(catalog: Catalog, action: string, field: string, name: string): Value {
  const shape: Shape | undefined = catalog.named
    .get(action)
    ?.fields.find((one) => one.name === field)?.shape;
  const found =
    shape?.kind === "enum" ? shape.type.variants.find((one) => one.name === name) : undefined;
  if (found === undefined) throw new Fault("catalog");
  return { is: "enum", tag: found.tag, values: [] };
}

/** The same act with the proof of a one-time secret in its place. */
export function withProof(action: Action, act: Act, proof: Proof): Act {
  let put = false;
  const values = decodeFields(action.fields, act.body).map((value, at): Value => {
    const { kind } = action.fields[at]?.shape ?? { kind: "bool" };
    const inner = action.fields[at]?.shape;
    if (kind === "proof") {
      put = true;
      return { is: "proof", proof };
    }
    if (inner?.kind === "option" && inner.inner.kind === "proof") {
      put = true;
      return { is: "option", value: { is: "proof", proof } };
    }
    return value;
  });
  if (!put) throw new Fault("no-invitation");
  return { number: act.number, body: encodeFields(action.fields, values) };
}
