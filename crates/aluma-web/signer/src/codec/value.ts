// Values of any shape, from bytes and to bytes (`aluma-types/src/value.rs`). Reading follows the
// shape, which is the signer's own and finite, never the data; acts inside acts stay bytes until
// somebody asks for them.

import type { Field, Shape } from "../catalog.ts";
import { type Act, readAct, writeAct } from "./act.ts";
import { type Proof, type PublicKey, readKey, writeKey } from "./keys.ts";
import { DecodeError, type Reader, whole } from "./reader.ts";
import { Writer } from "./writer.ts";

/** A value of any shape. */
export type Value =
  | { readonly is: "bool"; readonly flag: boolean }
  | { readonly is: "uint"; readonly number: bigint }
  | { readonly is: "hash"; readonly hash: Uint8Array }
  | { readonly is: "amount"; readonly asset: bigint; readonly units: bigint }
  | { readonly is: "share"; readonly num: bigint; readonly den: bigint }
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "body"; readonly id: Uint8Array; readonly length: number }
  | {
      readonly is: "name";
      readonly id: Uint8Array;
      readonly length: number;
      readonly skeleton: Uint8Array;
    }
  | { readonly is: "key"; readonly key: PublicKey }
  | { readonly is: "proof"; readonly proof: Proof }
  | { readonly is: "acts"; readonly acts: readonly Act[] }
  | { readonly is: "list"; readonly items: readonly Value[] }
  | { readonly is: "option"; readonly value: Value | null }
  | { readonly is: "struct"; readonly values: readonly Value[] }
  | { readonly is: "enum"; readonly tag: number; readonly values: readonly Value[] };

const MAX_TEXT = 1 << 20;

/** Reads one value. */
export function readValue(shape: Shape, reader: Reader): Value {
  switch (shape.kind) {
    case "uint":
      return { is: "uint", number: reader.varint(shape.bits) };
    case "bool":
      return { is: "bool", flag: reader.bool() };
    case "hash":
      return { is: "hash", hash: reader.take(32) };
    case "amount":
      return { is: "amount", asset: reader.varint(64), units: reader.varint(128) };
    case "share":
      return readShare(reader);
    case "text":
      return { is: "text", text: reader.text(shape.max) };
    case "body":
      return { is: "body", ...readBody(reader, shape.max) };
    case "name":
      return { is: "name", ...readBody(reader, shape.max), skeleton: reader.take(32) };
    case "key":
      return { is: "key", key: readKey(reader) };
    case "proof":
      return { is: "proof", proof: { key: reader.take(32), signature: reader.take(64) } };
    case "acts":
      return { is: "acts", acts: many(reader, shape.max, readAct) };
    case "list":
      return { is: "list", items: many(reader, shape.max, (one) => readValue(shape.item, one)) };
    case "option":
      return { is: "option", value: reader.bool() ? readValue(shape.inner, reader) : null };
    case "struct":
      return { is: "struct", values: readFields(shape.type.fields, reader) };
    case "enum": {
      const tag = reader.byte();
      const variant = shape.type.variants.find((one) => one.tag === tag);
      if (variant === undefined) throw new DecodeError("unknown-tag");
      return { is: "enum", tag, values: readFields(variant.fields, reader) };
    }
  }
}

function readShare(reader: Reader): Value {
  const [num, den] = [reader.varint(32), reader.varint(32)];
  let [a, b] = [num, den];
  while (b > 0n) [a, b] = [b, a % b];
  if (den === 0n || num > den || a !== 1n) throw new DecodeError("bad-value");
  return { is: "share", num, den };
}

function readBody(reader: Reader, max: number): { id: Uint8Array; length: number } {
  const id = reader.take(32);
  const length = reader.small(32);
  if (length === 0) throw new DecodeError("bad-value");
  if (length > MAX_TEXT || length > max) throw new DecodeError("too-long");
  return { id, length };
}

function many<T>(reader: Reader, max: number, read: (reader: Reader) => T): T[] {
  const items: T[] = [];
  // An item takes a byte at least, so a lying count ends with the bytes.
  for (let left = reader.count(max); left > 0; left -= 1) items.push(read(reader));
  return items;
}

function readFields(fields: readonly Field[], reader: Reader): Value[] {
  return fields.map((field) => readValue(field.shape, reader));
}

/** Reads fields that must fill the bytes exactly: the body of an act. */
export function decodeFields(fields: readonly Field[], bytes: Uint8Array): Value[] {
  return whole(bytes, (reader) => readFields(fields, reader));
}

/** Writes fields; what decoding would refuse is refused. */
export function encodeFields(fields: readonly Field[], values: readonly Value[]): Uint8Array {
  const out = new Writer();
  writeFields(fields, values, out);
  const bytes = out.done();
  decodeFields(fields, bytes);
  return bytes;
}

function writeFields(fields: readonly Field[], values: readonly Value[], out: Writer): void {
  if (fields.length !== values.length) throw new DecodeError("bad-value");
  fields.forEach((field, at) => writeValue(field.shape, values[at] as Value, out));
}

function writeValue(shape: Shape, value: Value, out: Writer): void {
  if (shape.kind !== value.is) throw new DecodeError("bad-value");
  switch (value.is) {
    case "uint":
      out.varint(value.number);
      break;
    case "bool":
      out.bool(value.flag);
      break;
    case "hash":
      out.bytes(value.hash);
      break;
    case "amount":
      out.varint(value.asset).varint(value.units);
      break;
    case "share":
      out.varint(value.num).varint(value.den);
      break;
    case "text":
      out.counted(new TextEncoder().encode(value.text));
      break;
    case "body":
      out.bytes(value.id).varint(value.length);
      break;
    case "name":
      out.bytes(value.id).varint(value.length).bytes(value.skeleton);
      break;
    case "key":
      writeKey(value.key, out);
      break;
    case "proof":
      out.bytes(value.proof.key).bytes(value.proof.signature);
      break;
    case "acts":
      out.varint(value.acts.length);
      for (const act of value.acts) writeAct(act, out);
      break;
    default:
      writeInside(shape, value, out);
  }
}

/** Values that have values inside. */
function writeInside(shape: Shape, value: Value, out: Writer): void {
  if (shape.kind === "list" && value.is === "list") {
    out.varint(value.items.length);
    for (const item of value.items) writeValue(shape.item, item, out);
  } else if (shape.kind === "option" && value.is === "option") {
    out.bool(value.value !== null);
    if (value.value !== null) writeValue(shape.inner, value.value, out);
  } else if (shape.kind === "struct" && value.is === "struct") {
    writeFields(shape.type.fields, value.values, out);
  } else if (shape.kind === "enum" && value.is === "enum") {
    const variant = shape.type.variants.find((one) => one.tag === value.tag);
    if (variant === undefined) throw new DecodeError("unknown-tag");
    out.byte(value.tag);
    writeFields(variant.fields, value.values, out);
  }
}
