// The struct types of an action's typed data (`aluma-verify/src/eip712/schema.rs`). They depend on
// the action and the kind of its signer alone.

import { utf8 } from "../bytes.ts";
import type { Action, EnumType, Field, Shape, Variant } from "../catalog.ts";
import type { Signer } from "../codec/transaction.ts";
import { keccak } from "../hash.ts";

/** One member of a struct type. */
export interface Member {
  readonly name: string;
  readonly type: string;
}

/** The types of one action. */
export interface Schema {
  readonly primary: string;
  readonly types: ReadonlyMap<string, readonly Member[]>;
  /** Type hashes by name. */
  readonly hashes: ReadonlyMap<string, Uint8Array>;
}

const TEXT = members("bytes32 salt,uint32 length,string text");

function members(text: string): Member[] {
  return text.split(",").map((one) => {
    const [type, name] = one.split(" ") as [string, string];
    return { name, type };
  });
}

/** The types of an action, signed by a key of an account, by a new one or by several. */
export function schemaOf(action: Action, signer: Signer): Schema {
  const types = new Map<string, Member[]>();
  const head = {
    key: "uint64 signerAccount,uint16 signerKey",
    new: "string signerNewKey",
    several: "Signer[] signers",
  };
  if (signer.is === "several") declare(types, "Signer", members("uint64 account,uint16 key"));
  const primary = camel(action.name);
  declare(types, primary, [
    ...members(head[signer.is]),
    ...membersOf(action.fields),
    ...members("string validUntil,uint64 nonce,bytes32 network,bytes32 transaction"),
  ]);
  for (const field of action.fields) visit(types, field.shape);
  return { primary, types, hashes: hashesOf(types) };
}

/** Type hashes by name. */
export function hashesOf(types: ReadonlyMap<string, readonly Member[]>): Map<string, Uint8Array> {
  const hash = (name: string): Uint8Array => keccak(utf8(encodeType(name, types)));
  return new Map([...types.keys()].map((name) => [name, hash(name)]));
}

type Types = Map<string, Member[]>;

/** Adds a type; says whether it is new. One name for two types is a fault of the catalog. */
function declare(types: Types, name: string, of: Member[]): boolean {
  const known = types.get(name);
  if (known === undefined) {
    types.set(name, of);
    return true;
  }
  if (JSON.stringify(known) !== JSON.stringify(of)) throw new Error(`two types named ${name}`);
  return false;
}

function visit(types: Types, shape: Shape): void {
  const text = (): boolean => declare(types, "Text", TEXT);
  switch (shape.kind) {
    case "list":
      visit(types, shape.item);
      break;
    case "option":
      visit(types, shape.inner);
      break;
    case "body":
      text();
      break;
    case "name":
      text();
      declare(types, "Name", members("Text text,bytes32 skeleton"));
      break;
    case "uint":
      if (shape.id === "AccountId" || shape.id === "DaoId") {
        text();
        declare(types, shape.id.slice(0, -2), members("uint64 id,Text[] name"));
      }
      break;
    case "proof":
      declare(types, "Proof", members("bytes32 key,bytes signature"));
      break;
    case "acts":
      declare(types, "Act", members("string kind,string says,bytes32 hash"));
      break;
    case "struct":
      product(types, shape.type.name, shape.type.fields);
      break;
    case "enum":
      if (hasFields(shape.type)) sum(types, shape.type);
      break;
    default:
  }
}

/** The members stand before the descent, so that a name met again ends it. */
function product(types: Types, name: string, fields: readonly Field[]): void {
  if (declare(types, name, membersOf(fields))) {
    for (const field of fields) visit(types, field.shape);
  }
}

function sum(types: Types, of: EnumType): void {
  const filled = of.variants.filter((variant) => variant.fields.length > 0);
  const arrays = filled.map((variant) => ({
    name: variant.name.replaceAll("-", "_"),
    type: `${variantType(of, variant)}[]`,
  }));
  if (declare(types, of.name, [{ name: "choice", type: "string" }, ...arrays])) {
    for (const variant of filled) product(types, variantType(of, variant), variant.fields);
  }
}

function membersOf(fields: readonly Field[]): Member[] {
  return fields.map((field) => ({ name: field.name, type: typeOf(field.shape) }));
}

/** The EIP-712 name of a shape. */
function typeOf(shape: Shape): string {
  switch (shape.kind) {
    case "uint":
      if (shape.id === "AccountId" || shape.id === "DaoId") return shape.id.slice(0, -2);
      return shape.unit === "time" || shape.unit === "span" ? "string" : `uint${shape.bits}`;
    case "bool":
      return "bool";
    case "hash":
      return "bytes32";
    case "amount":
    case "share":
    case "text":
    case "key":
      return "string";
    case "body":
      return "Text";
    case "name":
      return "Name";
    case "proof":
      return "Proof";
    case "acts":
      return "Act[]";
    case "list":
      return `${typeOf(shape.item)}[]`;
    case "option":
      return `${typeOf(shape.inner)}[]`;
    case "struct":
      return shape.type.name;
    case "enum":
      return hasFields(shape.type) ? shape.type.name : "string";
  }
}

/** Whether any variant says more than its name. */
export function hasFields(of: EnumType): boolean {
  return of.variants.some((variant) => variant.fields.length > 0);
}

/** The struct type of a variant's fields. */
export function variantType(of: EnumType, variant: Variant): string {
  return of.name + camel(variant.name);
}

/** `pay-batch` as `PayBatch`. */
function camel(kebab: string): string {
  return kebab.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A type and, sorted by name, all that it names directly or through others. */
export function encodeType(name: string, types: ReadonlyMap<string, readonly Member[]>): string {
  const needed = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const of = types.get(next);
    if (of === undefined || needed.has(next)) continue;
    needed.add(next);
    open.push(...of.map((member) => member.type.replace(/(\[\])+$/, "")));
  }
  needed.delete(name);
  const one = (of: string): string => {
    const inside = (types.get(of) ?? []).map((member) => `${member.type} ${member.name}`);
    return `${of}(${inside.join(",")})`;
  };
  return [name, ...[...needed].sort()].map(one).join("");
}
