// Values as EIP-712 sees them: the one tree from which both the hash and the JSON are read
// (`aluma-verify/src/eip712/node.rs`).

import { hex, utf8, word } from "../bytes.ts";
import type { Catalog, Field, Shape } from "../catalog.ts";
import { type Act, actHash } from "../codec/act.ts";
import { keyText } from "../codec/keys.ts";
import { DecodeError } from "../codec/reader.ts";
import { decodeFields, type Value } from "../codec/value.ts";
import { bodyId, keccak } from "../hash.ts";
import * as show from "../words/show.ts";
import type { Asset } from "../words/lookup.ts";
import { hasFields, type Schema, variantType } from "./schema.ts";

/** A value of a message. */
export type Node =
  | { readonly is: "bool"; readonly flag: boolean }
  | { readonly is: "uint"; readonly number: bigint }
  | { readonly is: "word"; readonly hash: Uint8Array }
  | { readonly is: "string"; readonly text: string }
  | { readonly is: "bytes"; readonly bytes: Uint8Array }
  /** A `Text`, of which the id is known. */
  | { readonly is: "text"; readonly id: Uint8Array }
  | { readonly is: "list"; readonly items: readonly Node[] }
  | { readonly is: "struct"; readonly type: string; readonly members: readonly Node[] };

/** Salt and words of a text. */
export interface Salted {
  readonly salt: Uint8Array;
  readonly text: string;
}

/** Through what a payload is read as words. */
export interface Lens {
  readonly catalog: Catalog;
  /** The id of an account's or a community's name, where it has one that can be shown. */
  readonly named: (kind: "Account" | "Dao", id: bigint) => Uint8Array | null;
  readonly asset: (id: bigint) => Asset | null;
  /** The sentence of an act that a proposal carries. */
  readonly says: (act: Act) => string;
}

/** A value of this shape as a node of the type that the schema gives to the shape. */
export function lower(shape: Shape, value: Value, lens: Lens): Node {
  switch (value.is) {
    case "bool":
      return { is: "bool", flag: value.flag };
    case "uint":
      return lowerUint(shape, value.number, lens);
    case "hash":
      return { is: "word", hash: value.hash };
    case "amount":
      return string(amountText(value.asset, value.units, lens));
    case "share":
      return string(show.share(value.num, value.den));
    case "text":
      return string(value.text);
    case "body":
      return { is: "text", id: value.id };
    case "name":
      return struct("Name", { is: "text", id: value.id }, { is: "word", hash: value.skeleton });
    case "key":
      return string(keyText(value.key));
    case "proof": {
      const { key, signature } = value.proof;
      return struct("Proof", { is: "word", hash: key }, { is: "bytes", bytes: signature });
    }
    case "acts":
      return list(value.acts.map((act) => lowerAct(act, lens)));
    default:
      return lowerInside(shape, value, lens);
  }
}

function lowerInside(shape: Shape, value: Value, lens: Lens): Node {
  if (shape.kind === "list" && value.is === "list") {
    return list(value.items.map((item) => lower(shape.item, item, lens)));
  }
  if (shape.kind === "option" && value.is === "option") {
    return list(value.value === null ? [] : [lower(shape.inner, value.value, lens)]);
  }
  if (shape.kind === "struct" && value.is === "struct") {
    return struct(shape.type.name, ...lowerFields(shape.type.fields, value.values, lens));
  }
  if (shape.kind === "enum" && value.is === "enum") {
    const chosen = shape.type.variants.find((one) => one.tag === value.tag);
    if (chosen === undefined) throw new DecodeError("unknown-tag");
    if (!hasFields(shape.type)) return string(chosen.name);
    const filled = shape.type.variants.filter((variant) => variant.fields.length > 0);
    const arrays = filled.map((variant) => {
      if (variant !== chosen) return list([]);
      const members = lowerFields(variant.fields, value.values, lens);
      return list([struct(variantType(shape.type, variant), ...members)]);
    });
    return struct(shape.type.name, string(chosen.name), ...arrays);
  }
  throw new DecodeError("bad-value");
}

/** Fields in their order. */
export function lowerFields(
  fields: readonly Field[],
  values: readonly Value[],
  lens: Lens,
): Node[] {
  return fields.map((field, at) => lower(field.shape, values[at] as Value, lens));
}

function lowerUint(shape: Shape, number: bigint, lens: Lens): Node {
  if (shape.kind !== "uint") throw new DecodeError("bad-value");
  if (shape.id === "AccountId" || shape.id === "DaoId") {
    const kind = shape.id === "AccountId" ? "Account" : "Dao";
    const id = lens.named(kind, number);
    const name: Node[] = id === null ? [] : [{ is: "text", id }];
    return struct(kind, uint(number), list(name));
  }
  if (shape.unit === "time") return string(show.time(number));
  return shape.unit === "span" ? string(show.span(number)) : uint(number);
}

function amountText(asset: bigint, units: bigint, lens: Lens): string {
  const known = lens.asset(asset);
  if (known === null) return `${units} base units (asset ${asset})`;
  return `${show.amount(units, known.decimals)} ${known.symbol} (asset ${asset})`;
}

function lowerAct(act: Act, lens: Lens): Node {
  const action = lens.catalog.actions.get(act.number);
  if (action === undefined) throw new DecodeError("unknown-action");
  decodeFields(action.fields, act.body);
  return struct("Act", string(action.name), string(lens.says(act)), {
    is: "word",
    hash: actHash(act),
  });
}

/** A number. */
export function uint(number: bigint | number): Node {
  return { is: "uint", number: BigInt(number) };
}

/** A text that is shown as it is. */
export function string(text: string): Node {
  return { is: "string", text };
}

/** Several of a kind. */
export function list(items: readonly Node[]): Node {
  return { is: "list", items };
}

/** A struct of this type. */
export function struct(type: string, ...members: Node[]): Node {
  return { is: "struct", type, members };
}

/** The word that stands for a node inside its parent (EIP-712 `encodeData`). */
export function nodeHash(node: Node, schema: Pick<Schema, "hashes">): Uint8Array {
  const all = (nodes: readonly Node[]): Uint8Array[] =>
    nodes.map((one) => nodeHash(one, schema));
  switch (node.is) {
    case "bool":
      return word(node.flag ? 1n : 0n);
    case "uint":
      return word(node.number);
    case "word":
      return node.hash;
    case "text":
      return node.id;
    case "string":
      return keccak(utf8(node.text));
    case "bytes":
      return keccak(node.bytes);
    case "list":
      return keccak(...all(node.items));
    case "struct":
      return keccak(schema.hashes.get(node.type) ?? new Uint8Array(32), ...all(node.members));
  }
}

/** A node as a wallet's JSON. Integers are decimal strings, so that no reader rounds them. */
export function nodeJson(
  node: Node,
  schema: Pick<Schema, "types">,
  texts: (id: string) => Salted | null,
): unknown {
  switch (node.is) {
    case "bool":
      return node.flag;
    case "uint":
      return node.number.toString();
    case "word":
      return `0x${hex(node.hash)}`;
    case "string":
      return node.text;
    case "bytes":
      return `0x${hex(node.bytes)}`;
    case "text": {
      const held = texts(hex(node.id));
      if (held === null || hex(bodyId(held.salt, held.text)) !== hex(node.id)) {
        throw new Error("a text is not at hand");
      }
      const length = utf8(held.text).length.toString();
      return { salt: `0x${hex(held.salt)}`, length, text: held.text };
    }
    case "list":
      return node.items.map((item) => nodeJson(item, schema, texts));
    case "struct": {
      const members = schema.types.get(node.type) ?? [];
      const pairs = members.map((member, at) => {
        return [member.name, nodeJson(node.members[at] as Node, schema, texts)] as const;
      });
      return Object.fromEntries(pairs);
    }
  }
}
