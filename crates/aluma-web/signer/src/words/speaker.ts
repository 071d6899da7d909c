// Acts and values in words, as the ledger says them (`aluma-text`: `sentence.rs`, `words.rs`).

import { hex } from "../bytes.ts";
import type { Action, Catalog, Field, IdKind, Says, Shape, StructType, Variant } from "../catalog.ts";
import { type Act, actHash } from "../codec/act.ts";
import { keyText } from "../codec/keys.ts";
import { DecodeError } from "../codec/reader.ts";
import { decodeFields, type Value } from "../codec/value.ts";
import { type Around, countedBy } from "./around.ts";
import { type Argument, format, isolate, type Voice } from "./fluent.ts";
import { fixed, type Lookup } from "./lookup.ts";
import { counted, type Counted, unitOf } from "./measured.ts";
import { change } from "./settings.ts";
import * as show from "./show.ts";
import { moment, spanParts } from "./time.ts";

/** Items of a list that are named one by one; the rest is counted. */
const FIRST_ITEMS = 3;
/** How deep acts inside acts are put in words. */
const MAX_DEPTH = 4;
/** The ledger's sentences count in doubles: larger numbers stand as their digits. */
const EXACT = 1n << 53n;
const MOST = (1n << 128n) - 1n;

const KINDS: Readonly<Record<string, string>> = {
  AccountId: "kind-account",
  DaoId: "kind-dao",
  ProposalId: "kind-proposal",
  PollId: "kind-poll",
  AssetId: "kind-asset",
  PotId: "kind-pot",
};

/** A number as a pattern counts it, or its digits where the ledger would not count it. */
export function number(value: bigint): Argument {
  return value < EXACT ? value : value.toString();
}

/** Whether a value was left out. */
function isNothing(value: Value): boolean {
  if (value.is === "option") return value.value === null;
  if (value.is === "list") return value.items.length === 0;
  return value.is === "acts" && value.acts.length === 0;
}

/** Says values in one voice, with what a lookup answers. */
export class Speaker {
  constructor(
    readonly catalog: Catalog,
    readonly voice: Voice,
    readonly lookup: Lookup,
    readonly depth = 0,
    /** Whether the words are part of what a wallet signs. */
    readonly signed = false,
    /** What bare numbers of the record around are counted in. */
    readonly unit: Counted = { is: "bare" },
    /** The records around. */
    readonly around: Around | null = null,
  ) {}

  /** The sentence of an act; one that nobody can read is named by its number and hash. */
  act(act: Act): string {
    const action = this.depth < MAX_DEPTH ? this.catalog.actions.get(act.number) : undefined;
    const values = action === undefined ? null : decoded(action, act);
    if (action === undefined || values === null) {
      return this.say("kind-act-unknown", {
        number: BigInt(act.number),
        hash: hex(actHash(act)),
      });
    }
    const pattern = this.voice.lang === "en" ? action.saysEn : action.saysHe;
    return format(this.voice, pattern, this.#args(action.fields, values));
  }

  /** The variables of a pattern over these fields. */
  #args(fields: readonly Field[], values: readonly Value[]): Map<string, Argument> {
    const args = new Map<string, Argument>();
    this.#addArgs("", fields, values, args);
    return args;
  }

  #addArgs(
    before: string,
    fields: readonly Field[],
    values: readonly Value[],
    args: Map<string, Argument>,
  ): void {
    fields.forEach((field, at) => {
      const inside = this.#forField(field, fields, values);
      inside.#arg(`${before}${field.name}`, field.shape, values[at] as Value, args);
    });
  }

  /** This speaker for the value of a field of a record: what the field says of its numbers holds for all inside it. */
  #forField(field: Field, fields: readonly Field[], values: readonly Value[]): Speaker {
    const around: Around = { fields, values, up: this.around };
    return this.#with(field.of === "" ? this.unit : countedBy(around, field.of), around);
  }

  #with(unit: Counted, around: Around | null, depth = this.depth): Speaker {
    const { catalog, voice, lookup, signed } = this;
    return new Speaker(catalog, voice, lookup, depth, signed, unit, around);
  }

  /** A message of the catalog. */
  say(key: string, args: Readonly<Record<string, Argument>> = {}): string {
    return this.sayIn(this.voice, key, args);
  }

  /** A message in another voice. */
  sayIn(voice: Voice, key: string, args: Readonly<Record<string, Argument>>): string {
    const pattern = this.catalog[voice.lang].get(key);
    return pattern === undefined ? key : format(voice, pattern, new Map(Object.entries(args)));
  }

  /** A value in words. */
  value(shape: Shape, value: Value): string {
    switch (value.is) {
      case "uint":
        return this.#uint(shape, value.number);
      case "bool":
        return this.say(value.flag ? "kind-yes" : "kind-no");
      case "hash":
        return hex(value.hash);
      case "amount":
        return this.amount(value.asset, value.units);
      case "share":
        return show.percent(value.num, value.den) ?? show.share(value.num, value.den);
      case "text":
        return value.text;
      case "body":
      case "name":
        return this.#body(value.id);
      case "key":
        return keyText(value.key);
      case "proof":
        return this.say("kind-proof", { key: hex(value.proof.key) });
      case "acts":
        return this.#acts(value.acts);
      case "list":
        return shape.kind === "list" ? this.#list(shape.item, value.items) : "";
      case "option":
        if (value.value === null) return this.say("kind-none");
        return shape.kind === "option" ? this.value(shape.inner, value.value) : "";
      case "struct":
        return shape.kind === "struct" ? this.#struct(shape.type, value.values) : "";
      case "enum": {
        const variant = variantOf(shape, value.tag);
        return variant === undefined ? value.tag.toString() : this.#choice(variant, value.values);
      }
    }
  }

  /** An id with the name of what it counts. */
  id(kind: IdKind, id: bigint): string {
    const base = kind === "PotId" && id === 0n ? "kind-pot-general" : (KINDS[kind] ?? kind);
    const name =
      kind === "AssetId" ? (this.lookup.asset(id)?.symbol ?? null) : this.lookup.name(kind, id);
    if (name === null) return this.say(base, { id: id.toString() });
    return this.say(`${base}.named`, { name, id: id.toString() });
  }

  /** So much of an asset. */
  amount(asset: bigint, units: bigint): string {
    const known = this.lookup.asset(asset);
    if (known !== null) return `${show.amount(units, known.decimals)} ${known.symbol}`;
    return this.say("kind-amount", { units: units.toString(), asset: asset.toString() });
  }

  #uint(shape: Shape, number: bigint): string {
    const unit = shape.kind === "uint" ? shape.unit : "plain";
    if (unit === "id" && shape.kind === "uint") return this.id(shape.id, number);
    if (unit === "time") return moment(this, number);
    if (unit === "span") return spanParts(this, number).join(", ");
    return unit === "u128" ? counted(this, this.unit, number) : number.toString();
  }

  #arg(name: string, shape: Shape, value: Value, args: Map<string, Argument>): void {
    if (shape.kind === "option" && value.is === "option" && value.value !== null) {
      args.set(`${name}_key`, "some");
      this.#arg(name, shape.inner, value.value, args);
      return;
    }
    const inner = (fields: readonly Field[], values: readonly Value[]): void =>
      this.#addArgs(`${name}_`, fields, values, args);
    if (value.is === "option") args.set(`${name}_key`, "none");
    else if (value.is === "bool") args.set(`${name}_key`, value.flag ? "yes" : "no");
    else if (value.is === "enum") {
      const variant = variantOf(shape, value.tag);
      if (variant !== undefined) {
        args.set(`${name}_key`, variant.name);
        inner(variant.fields, value.values);
      }
    } else if (value.is === "struct" && shape.kind === "struct") {
      inner(shape.type.fields, value.values);
    } else if (value.is === "list") args.set(`${name}_count`, BigInt(value.items.length));
    else if (value.is === "acts") args.set(`${name}_count`, BigInt(value.acts.length));
    else if (value.is === "uint") args.set(`${name}_count`, number(value.number));
    args.set(name, this.value(shape, value));
  }

  #body(id: Uint8Array): string {
    const text = this.lookup.body(id);
    if (text.is === "erased") return this.say("kind-text-erased");
    if (text.is === "missing") return this.say("kind-text-missing", { id: hex(id) });
    // A text cannot close its own quotation and go on as if the ledger spoke.
    return this.say("kind-text", { text: text.words.replace(/[“”„‟]/g, '"') });
  }

  #choice(variant: Variant, values: readonly Value[]): string {
    if (variant.says !== null) return this.#said(variant.says, variant.fields, values);
    const label =
      this.voice.lang === "he" && variant.he !== "" ? variant.he : variant.name.replaceAll("-", " ");
    if (values.length === 0) return label;
    // Who or what is chosen says by itself which way was chosen.
    const [field] = variant.fields;
    const isId = field?.shape.kind === "uint" && field.shape.unit === "id";
    if (field !== undefined && isId && variant.fields.length === 1) {
      return this.value(field.shape, values[0] as Value);
    }
    if (values.every(isNothing)) return label;
    return this.say("kind-choice", { label, values: this.#fields(variant.fields, values) });
  }

  #struct(type: StructType, values: readonly Value[]): string {
    const told = this.signed ? null : change(this, type, values);
    if (told !== null) return told;
    const inside = this.#inside(type, values);
    if (type.says !== null) return inside.#said(type.says, type.fields, values);
    return inside.#fields(type.fields, values);
  }

  /** A record or a choice by a pattern of its own. */
  #said(says: NonNullable<Says>, fields: readonly Field[], values: readonly Value[]): string {
    return format(this.voice, says[this.voice.lang], this.#args(fields, values));
  }

  /** This speaker within a record, whose asset says what the numbers beside it are counted in. */
  #inside(type: StructType, values: readonly Value[]): Speaker {
    if (this.signed) return this;
    for (const [at, field] of type.fields.entries()) {
      const unit = unitOf(field.shape, values[at] as Value);
      if (unit !== null) return this.#with(unit, this.around);
    }
    return this;
  }

  #fields(fields: readonly Field[], values: readonly Value[]): string {
    if (values.every(isNothing)) return this.say("kind-unlimited");
    const said = fields.flatMap((field, at) => {
      const value = values[at] as Value;
      const inside = this.#forField(field, fields, values);
      return isNothing(value) ? [] : [inside.value(field.shape, value)];
    });
    return this.#join(", ", said);
  }

  #join(between: string, parts: readonly string[]): string {
    return parts.map((part) => (this.voice.isolate ? isolate(this.voice.lang, part) : part)).join(between);
  }

  #list(item: Shape, items: readonly Value[]): string {
    const changes = this.#changes(item, items);
    if (changes !== null) return changes;
    const first = items.slice(0, FIRST_ITEMS).map((one) => this.value(item, one));
    const sums = new Map<bigint, bigint>();
    for (const one of items) addUp(one, sums);
    const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
    const total = sorted.map(([asset, units]) => this.amount(asset, units));
    const rest = Math.max(0, items.length - FIRST_ITEMS);
    const key = `kind-list${sums.size > 0 ? "-sums" : ""}${rest > 0 ? "-longer" : ""}`;
    return this.say(items.length === 0 ? "kind-list-empty" : key, {
      count: BigInt(items.length),
      rest: BigInt(rest),
      first: this.#join("; ", first),
      sums: this.#join(", ", total),
    });
  }

  /** Changes of a charter, every one of them. */
  #changes(item: Shape, items: readonly Value[]): string | null {
    if (item.kind !== "struct" || items.length === 0 || this.signed) return null;
    const all: string[] = [];
    for (const one of items) {
      const told = one.is === "struct" ? change(this, item.type, one.values) : null;
      if (told === null) return null;
      all.push(told);
    }
    return this.#join("; ", all);
  }

  #acts(acts: readonly Act[]): string {
    // What is around the act says nothing of the numbers in it.
    const inner = this.#with({ is: "bare" }, null, this.depth + 1);
    const said = acts.map((act, at) =>
      this.say("kind-act", { number: BigInt(at + 1), sentence: inner.act(act) }),
    );
    return said.join(" ");
  }
}

/** The fields of an act; `null` where its bytes are not canonical. */
export function decoded(action: Action, act: Act): Value[] | null {
  try {
    return decodeFields(action.fields, act.body);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function variantOf(shape: Shape, tag: number): Variant | undefined {
  return shape.kind === "enum" ? shape.type.variants.find((one) => one.tag === tag) : undefined;
}

/** Adds the amounts of a row to the sum of their asset, held at the most that can be written. */
function addUp(value: Value, sums: Map<bigint, bigint>): void {
  if (value.is === "amount") {
    const sum = (sums.get(value.asset) ?? 0n) + value.units;
    sums.set(value.asset, sum > MOST ? MOST : sum);
  } else if (value.is === "struct" || value.is === "enum") {
    for (const one of value.values) addUp(one, sums);
  } else if (value.is === "list") {
    for (const one of value.items) addUp(one, sums);
  } else if (value.is === "option" && value.value !== null) {
    addUp(value.value, sums);
  }
}

/** The English sentence that a wallet signs: without marks, of what never changes. */
export function says(catalog: Catalog, lookup: Lookup): (act: Act) => string {
  const voice: Voice = { lang: "en", isolate: false };
  const speaker = new Speaker(catalog, voice, fixed(lookup), 0, true);
  return (act) => speaker.act(act);
}
