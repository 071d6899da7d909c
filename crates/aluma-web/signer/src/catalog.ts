// What actions there are and how their fields look: `catalog.json`, read once and resolved, so that
// a shape leads to the shapes inside it. The form of the file is told in `aluma-text/src/catalog.rs`.

/** What an id counts. */
export type IdKind = string;

/** How an integer is meant. */
export type Unit = "plain" | "u128" | "turn" | "time" | "span" | "id";

/** The shape of a value. */
export type Shape =
  | { readonly kind: "bool" | "hash" | "amount" | "share" | "key" | "proof" }
  | { readonly kind: "uint"; readonly bits: number; readonly unit: Unit; readonly id: IdKind }
  | { readonly kind: "text" | "body" | "name" | "acts"; readonly max: number }
  | { readonly kind: "list"; readonly max: number; readonly item: Shape }
  | { readonly kind: "option"; readonly inner: Shape }
  | { readonly kind: "struct"; readonly type: StructType }
  | { readonly kind: "enum"; readonly type: EnumType };

/** A named part of a value. */
export interface Field {
  readonly name: string;
  readonly en: string;
  readonly he: string;
  readonly shape: Shape;
  /** Which asset the 128-bit numbers in it are base units of: a path among the records around; empty where nothing
   * says it. */
  readonly of: string;
}

/** How a record is said inside a sentence; `null` where its parts are listed. */
export type Says = { readonly en: Pattern; readonly he: Pattern } | null;

/** Named fields in the order of their bytes. */
export interface StructType {
  readonly name: string;
  readonly says: Says;
  readonly fields: readonly Field[];
}

/** One way an enum can be. */
export interface Variant {
  readonly tag: number;
  readonly name: string;
  readonly he: string;
  readonly says: Says;
  readonly fields: readonly Field[];
}

/** One of several variants. */
export interface EnumType {
  readonly name: string;
  readonly variants: readonly Variant[];
}

/** A parsed Fluent pattern. */
export type Pattern = string | readonly Part[];
/** Text, a variable, or a choice: name, default's place, then keys and patterns in turn. */
export type Part = string | readonly [string] | readonly (string | number | Pattern)[];

/** What an action is and what it says. */
export interface Action {
  readonly number: number;
  readonly name: string;
  readonly domain: string;
  readonly en: string;
  readonly he: string;
  readonly saysEn: Pattern;
  readonly saysHe: Pattern;
  readonly fields: readonly Field[];
  readonly by: readonly string[];
  readonly hand: "any" | "own" | "owner";
  readonly verified: boolean;
  readonly several: boolean;
}

/** A parameter of a charter. */
export interface Parameter {
  readonly name: string;
  readonly section: string;
  readonly en: string;
  readonly he: string;
  readonly kind: string;
  /** Name, English and Hebrew label of each choice or tag. */
  readonly choices: readonly (readonly [string, string, string])[];
  readonly unit: string;
}

/** All there is to know without asking anybody. */
export interface Catalog {
  readonly actions: ReadonlyMap<number, Action>;
  readonly named: ReadonlyMap<string, Action>;
  readonly types: readonly Shape[];
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly en: ReadonlyMap<string, Pattern>;
  readonly he: ReadonlyMap<string, Pattern>;
}

type Row = readonly unknown[];

/** The file as it lies. */
export interface CatalogFile {
  readonly types: readonly Row[];
  readonly actions: readonly Row[];
  readonly parameters: readonly Row[];
  readonly texts: readonly Row[];
}

const INTEGERS: Readonly<Record<string, readonly [number, Unit]>> = {
  u8: [8, "plain"],
  u16: [16, "plain"],
  u32: [32, "plain"],
  u64: [64, "plain"],
  u128: [128, "u128"],
  turn: [64, "turn"],
  time: [64, "time"],
  span: [64, "span"],
};

/** Reads the file. It is the signer's own, so what is wrong with it is a fault of the build. */
export function readCatalog(file: CatalogFile): Catalog {
  const types: Shape[] = [];
  const shape = (of: unknown): Shape => {
    if (typeof of === "string") return plain(of);
    const [kind, first, second] = of as [string, unknown, unknown];
    switch (kind) {
      case "list":
        return { kind, max: first as number, item: shape(second) };
      case "option":
        return { kind, inner: shape(first) };
      case "type":
        return typeAt(first as number);
      case "text":
      case "body":
      case "name":
      case "acts":
        return { kind, max: first as number };
      default:
        throw new Error(`no such shape: ${kind}`);
    }
  };
  const fields = (rows: unknown): Field[] =>
    (rows as Row[]).map(([name, en, he, shaped, of]) => ({
      name: name as string,
      en: en as string,
      he: he as string,
      shape: shape(shaped),
      of: (of as string | undefined) ?? "",
    }));
  // A type is made when it is first met; specs are finite, so none contains itself.
  const typeAt = (place: number): Shape => {
    const known = types[place];
    if (known !== undefined) return known;
    const [name, kind, rows, en, he] = file.types[place] as [string, string, Row[], Pattern?, Pattern?];
    const made: Shape =
      kind === "struct"
        ? { kind, type: { name, says: says(en, he), fields: fields(rows) } }
        : { kind: "enum", type: { name, variants: rows.map((row) => variant(row as Row)) } };
    types[place] = made;
    return made;
  };
  const variant = ([tag, name, he, rows, saysEn, saysHe]: Row): Variant => ({
    tag: tag as number,
    name: name as string,
    he: he as string,
    says: says(saysEn as Pattern | undefined, saysHe as Pattern | undefined),
    fields: fields(rows),
  });
  file.types.forEach((_, place) => typeAt(place));
  const actions = file.actions.map((row) => action(row, fields));
  const parameters = file.parameters.map(parameter);
  const texts = file.texts as readonly (readonly [string, Pattern, Pattern])[];
  return {
    actions: new Map(actions.map((one) => [one.number, one])),
    named: new Map(actions.map((one) => [one.name, one])),
    types,
    parameters: new Map(parameters.map((one) => [one.name, one])),
    en: new Map(texts.map(([key, en]) => [key, en])),
    he: new Map(texts.map(([key, , he]) => [key, he])),
  };
}

function says(en: Pattern | undefined, he: Pattern | undefined): Says {
  return en === undefined || he === undefined ? null : { en, he };
}

function plain(name: string): Shape {
  const integer = INTEGERS[name];
  if (integer !== undefined) return { kind: "uint", bits: integer[0], unit: integer[1], id: "" };
  if (name.startsWith("id:")) return { kind: "uint", bits: 64, unit: "id", id: name.slice(3) };
  switch (name) {
    case "bool":
    case "hash":
    case "amount":
    case "share":
    case "key":
    case "proof":
      return { kind: name };
    default:
      throw new Error(`no such shape: ${name}`);
  }
}

function action(row: Row, fields: (rows: unknown) => Field[]): Action {
  const [number, name, domain, en, he, saysEn, saysHe, rows, traits] = row;
  return {
    number: number as number,
    name: name as string,
    domain: domain as string,
    en: en as string,
    he: he as string,
    saysEn: saysEn as Pattern,
    saysHe: saysHe as Pattern,
    fields: fields(rows),
    ...(traits as Pick<Action, "by" | "hand" | "verified" | "several">),
  };
}

function parameter([name, section, en, he, kind, unit]: Row): Parameter {
  const [word, choices] = typeof kind === "string" ? [kind, []] : (kind as [string, []]);
  const text = { name, section, en, he, unit } as Record<string, string>;
  return { ...text, kind: word, choices } as unknown as Parameter;
}
