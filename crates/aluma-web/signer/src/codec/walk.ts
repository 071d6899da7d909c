// All leaves of an act, those of the acts inside it included (`aluma-verify/src/act.rs`). Acts wait
// in a queue, so that no bytes, however deep they nest, deepen a call.

import type { Catalog, Field, Shape } from "../catalog.ts";
import type { Act } from "./act.ts";
import { DecodeError } from "./reader.ts";
import { decodeFields, type Value } from "./value.ts";

/** Acts inside acts are read so deep. */
const MAX_DEPTH = 4;

/** A value without parts of its own. */
export interface Leaf {
  readonly field: Field;
  readonly shape: Shape;
  readonly value: Value;
  /** 0 in the act itself, 1 in an act that it carries, and so on. */
  readonly depth: number;
}

/** Shows every leaf to `visit`; refuses an act that is not canonical or that nobody lists. */
export function walk(catalog: Catalog, act: Act, visit: (leaf: Leaf) => void): void {
  const open: [Act, number][] = [];
  const one = (act: Act, depth: number): void => {
    const action = catalog.actions.get(act.number);
    if (action === undefined) throw new DecodeError("unknown-action");
    const values = decodeFields(action.fields, act.body);
    action.fields.forEach((field, at) => {
      leaves({ field, shape: field.shape, value: values[at] as Value, depth }, (leaf) => {
        if (leaf.value.is === "acts") {
          if (depth >= MAX_DEPTH && leaf.value.acts.length > 0) throw new DecodeError("too-long");
          for (const inner of leaf.value.acts) open.push([inner, depth + 1]);
        }
        visit(leaf);
      });
    });
  };
  one(act, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) one(...next);
}

function leaves(leaf: Leaf, visit: (leaf: Leaf) => void): void {
  const { shape, value } = leaf;
  const all = (fields: readonly Field[], values: readonly Value[]): void =>
    fields.forEach((field, at) => {
      leaves({ ...leaf, field, shape: field.shape, value: values[at] as Value }, visit);
    });
  if (shape.kind === "list" && value.is === "list") {
    for (const item of value.items) leaves({ ...leaf, shape: shape.item, value: item }, visit);
  } else if (shape.kind === "option" && value.is === "option") {
    if (value.value !== null) leaves({ ...leaf, shape: shape.inner, value: value.value }, visit);
  } else if (shape.kind === "struct" && value.is === "struct") {
    all(shape.type.fields, value.values);
  } else if (shape.kind === "enum" && value.is === "enum") {
    all(shape.type.variants.find((one) => one.tag === value.tag)?.fields ?? [], value.values);
  } else {
    visit(leaf);
  }
}
