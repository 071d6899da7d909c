// The records around a value: what a field is counted in may stand beside it, or further out
// (`aluma-text/src/around.rs`).

import type { Field, Shape } from "../catalog.ts";
import type { Value } from "../codec/value.ts";
import type { Counted } from "./measured.ts";

/** A record and those around it, the nearest first. */
export interface Around {
  readonly fields: readonly Field[];
  readonly values: readonly Value[];
  readonly up: Around | null;
}

/** What the numbers of a field with this `of` are counted in. */
export function countedBy(around: Around | null, of: string): Counted {
  const bare: Counted = { is: "bare" };
  if (around !== null && of === ".") return made(around.fields, around.values) ?? bare;
  for (let here = around; here !== null; here = here.up) {
    const found = inside(here.fields, here.values, of);
    if (found !== null) return found;
  }
  return bare;
}

/** The asset that a path leads to, from the fields of a record. */
function inside(fields: readonly Field[], values: readonly Value[], path: string): Counted | null {
  const [first = "", ...rest] = path.split(".");
  const place = fields.findIndex((field) => field.name === first);
  const [field, value] = [fields[place], values[place]];
  return field === undefined || value === undefined ? null : at(field.shape, value, rest.join("."));
}

function at(shape: Shape, value: Value, rest: string): Counted | null {
  const further = (fields: readonly Field[], values: readonly Value[]): Counted | null =>
    rest === "" ? null : (inside(fields, values, rest) ?? made(fields, values));
  if (value.is === "amount" && rest === "") return { is: "units", asset: value.asset };
  if (value.is === "uint" && shape.kind === "uint" && rest === "") {
    return shape.id === "AssetId" ? { is: "units", asset: value.number } : null;
  }
  if (value.is === "option" && shape.kind === "option") {
    return value.value === null ? null : at(shape.inner, value.value, rest);
  }
  if (value.is === "struct" && shape.kind === "struct") return further(shape.type.fields, value.values);
  if (value.is === "enum" && shape.kind === "enum") {
    const variant = shape.type.variants.find((one) => one.tag === value.tag);
    return variant === undefined ? null : further(variant.fields, value.values);
  }
  return null;
}

/** The asset that a record makes, by its symbol and decimals. */
function made(fields: readonly Field[], values: readonly Value[]): Counted | null {
  const named = (name: string): Value | undefined =>
    values[fields.findIndex((field) => field.name === name)];
  const [symbol, decimals] = [named("symbol"), named("decimals")];
  if (symbol?.is !== "text" || decimals?.is !== "uint") return null;
  return { is: "new", symbol: symbol.text, decimals: Number(decimals.number) };
}
