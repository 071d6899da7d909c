// What sentences ask somebody: the words behind an id.

import type { IdKind } from "../catalog.ts";

/** What is known of a text: its words, that they were erased, or nothing. */
export type BodyText =
  | { readonly is: "present"; readonly words: string }
  | { readonly is: "erased" }
  | { readonly is: "missing" };

/** Symbol and decimals of an asset. */
export interface Asset {
  readonly symbol: string;
  readonly decimals: number;
}

/** Answers that were gathered before: sentences wait for nobody. */
export interface Lookup {
  /** The words of a body or name. */
  body(id: Uint8Array): BodyText;
  /** An asset. */
  asset(id: bigint): Asset | null;
  /** What people call the thing with this id. */
  name(kind: IdKind, id: bigint): string | null;
}

/** Answers only what never changes: what a wallet's signed sentences are made with. */
export function fixed(lookup: Lookup): Lookup {
  return {
    body: () => ({ is: "missing" }),
    asset: (id) => lookup.asset(id),
    name: () => null,
  };
}
