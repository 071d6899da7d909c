// What a bare number is counted in (`aluma-text/src/measured.rs`).

import type { Shape } from "../catalog.ts";
import type { Value } from "../codec/value.ts";
import type { Argument } from "./fluent.ts";
import * as parse from "./parse.ts";
import * as show from "./show.ts";
import { number, type Speaker } from "./speaker.ts";

/** What the 128-bit numbers of a record are counted in, as far as the record says so. */
export type Counted =
  | { readonly is: "bare" }
  | { readonly is: "units"; readonly asset: bigint }
  | { readonly is: "new"; readonly symbol: string; readonly decimals: number }
  | { readonly is: "heads" }
  | { readonly is: "part"; readonly whole: bigint };

/** Decimals of a number that counts millionths of a head. */
export const HEAD_DECIMALS = 6;

/** Digits as a pattern counts them, where they are whole. */
export function countOf(shown: string): Argument {
  const whole = parse.amount(shown, 0);
  return whole === null ? shown : number(whole);
}

/** A number in what it is counted in. */
export function counted(speaker: Speaker, unit: Counted, units: bigint): string {
  switch (unit.is) {
    case "bare":
      return units.toString();
    case "units":
      return speaker.amount(unit.asset, units);
    case "new":
      return `${show.amount(units, unit.decimals)} ${unit.symbol}`;
    case "heads": {
      const shown = show.amount(units, HEAD_DECIMALS);
      return speaker.say("kind-votes", { count: countOf(shown), shown });
    }
    case "part": {
      const most = (1n << 128n) - 1n;
      const scaled = units * 10_000n > most ? most : units * 10_000n;
      const hundredths = unit.whole === 0n ? 0n : scaled / unit.whole;
      return speaker.say("kind-part-of-all", { percent: show.amount(hundredths, 2) });
    }
  }
}

/** What a field says of the numbers beside it. */
export function unitOf(shape: Shape, value: Value): Counted | null {
  const isAsset = (of: Shape): boolean => of.kind === "uint" && of.id === "AssetId";
  if (value.is === "uint") return isAsset(shape) ? { is: "units", asset: value.number } : null;
  if (value.is === "amount") return { is: "units", asset: value.asset };
  if (shape.kind === "option" && value.is === "option" && isAsset(shape.inner)) {
    return value.value === null ? { is: "heads" } : unitOf(shape.inner, value.value);
  }
  if (shape.kind === "enum" && value.is === "enum" && shape.type.name === "Measure") {
    const [first] = value.values;
    if (first === undefined) return { is: "heads" };
    if (first.is === "amount") return { is: "units", asset: first.asset };
    return first.is === "uint" ? { is: "part", whole: first.number } : { is: "bare" };
  }
  return null;
}
