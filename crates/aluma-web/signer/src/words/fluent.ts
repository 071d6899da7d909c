// Patterns put into words: text, variables, choices. The catalog holds them parsed by the library
// that the ledger itself uses; what it cannot read here, the catalog's maker refuses to write.

import type { Part, Pattern } from "../catalog.ts";

/** A language. */
export type Lang = "en" | "he";

/** What a variable can be: words, or a number that choices count by. */
export type Argument = string | bigint;

/** The variables of a pattern. */
export type Arguments = ReadonlyMap<string, Argument>;

const FIRST = "\u2068";
const RIGHT = "\u2067";
const CLOSE = "\u2069";

/** Sets a run off, so that it keeps its place among words of the other direction. Where only runs
 * inside it have letters it would fall back to left-to-right, and takes its sentence's instead. */
export function isolate(lang: Lang, text: string): string {
  return `${lang === "he" && hasOnlyRuns(text) ? RIGHT : FIRST}${text}${CLOSE}`;
}

function hasOnlyRuns(text: string): boolean {
  let depth = 0;
  let runs = false;
  for (const mark of text) {
    if (mark === FIRST || mark === RIGHT) {
      depth += 1;
      runs = true;
    } else if (mark === CLOSE) depth -= 1;
    else if (depth === 0 && /\p{Alphabetic}/u.test(mark)) return false;
  }
  return runs;
}

/** How a pattern is said. */
export interface Voice {
  readonly lang: Lang;
  /** Whether what is inserted is set off by Unicode's isolation marks. */
  readonly isolate: boolean;
}

/** A pattern with its variables in place. One that is not there stays as its name. */
export function format(voice: Voice, pattern: Pattern, args: Arguments): string {
  if (typeof pattern === "string") return pattern;
  return pattern
    .map((part) => {
      if (typeof part === "string") return part;
      const said = placeable(voice, part, args);
      return voice.isolate && pattern.length > 1 ? isolate(voice.lang, said) : said;
    })
    .join("");
}

function placeable(voice: Voice, part: Exclude<Part, string>, args: Arguments): string {
  const name = part[0] as string;
  const value = args.get(name);
  if (part.length === 1) return value === undefined ? `{$${name}}` : value.toString();
  const chosen = choice(voice.lang, part, value);
  return format(voice, part[3 + 2 * chosen] as Pattern, args);
}

/** The place of the variant that fits, or of the default. */
function choice(lang: Lang, part: readonly unknown[], value: Argument | undefined): number {
  const count = (part.length - 2) / 2;
  for (let at = 0; at < count; at += 1) {
    if (matches(lang, part[2 + 2 * at] as string | number, value)) return at;
  }
  return part[1] as number;
}

function matches(lang: Lang, key: string | number, value: Argument | undefined): boolean {
  if (typeof value === "string") return key === value;
  if (value === undefined) return false;
  return typeof key === "number" ? BigInt(key) === value : key === plural(lang, value);
}

/** The plural category of a whole number; the catalog has no other categories. */
function plural(lang: Lang, number: bigint): "one" | "two" | "other" {
  if (number === 1n) return "one";
  return lang === "he" && number === 2n ? "two" : "other";
}
