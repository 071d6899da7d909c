// A charter's parameters and their changes in words (`aluma-text/src/settings.rs`).

import type { Parameter, StructType } from "../catalog.ts";
import type { Value } from "../codec/value.ts";
import { countOf, HEAD_DECIMALS } from "./measured.ts";
import * as parse from "./parse.ts";
import * as show from "./show.ts";
import type { Speaker } from "./speaker.ts";
import { moment, spanInProse } from "./time.ts";

/** A change of the charter as people read it; `null` for every other record. */
export function change(
  speaker: Speaker,
  type: StructType,
  values: readonly Value[],
): string | null {
  const [key, after] = values;
  if (type.name !== "ChangeText" || key?.is !== "text" || after?.is !== "text") return null;
  const parameter = speaker.catalog.parameters.get(key.text);
  if (parameter === undefined) return null;
  const words = setting(speaker, parameter, after.text);
  if (words === null) return null;
  return speaker.say("charter-setting", {
    section: speaker.say(`charter-${parameter.section}`),
    label: speaker.voice.lang === "en" ? parameter.en : parameter.he,
    after: words,
  });
}

/** The text form of a parameter's value, in words; `null` where it is no value of its kind. */
function setting(speaker: Speaker, parameter: Parameter, text: string): string | null {
  const none = (): string => speaker.say("charter-value-none");
  switch (parameter.kind) {
    case "flag":
      return text === "yes" || text === "no" ? speaker.say(`kind-${text}`) : null;
    case "number": {
      const value = parse.amount(text, 0);
      return value === null ? null : inUnit(speaker, parameter.unit, value);
    }
    case "span": {
      const value = parse.span(text);
      if (value === null) return null;
      return value === 0n ? none() : spanInProse(speaker, value);
    }
    case "share": {
      const value = parse.share(text);
      return value === null ? null : (show.percent(...value) ?? show.share(...value));
    }
    case "time": {
      const value = parse.time(text);
      return value === null ? null : moment(speaker, value);
    }
    case "asset": {
      if (text === "none") return none();
      const value = parse.amount(text, 0);
      return value === null || parse.bounded(value, 64) === null
        ? null
        : speaker.id("AssetId", value);
    }
    case "choice":
      return label(speaker, parameter, text);
    default:
      return text === "none" ? none() : tags(speaker, parameter, text);
  }
}

function label(speaker: Speaker, { choices }: Parameter, name: string): string | null {
  const found = choices.find(([known]) => known === name);
  return found === undefined ? null : speaker.voice.lang === "en" ? found[1] : found[2];
}

/** Tags in the order of their list, each of them known and none twice. */
function tags(speaker: Speaker, parameter: Parameter, text: string): string | null {
  const words = text.split(",");
  const chosen = parameter.choices.filter(([name]) => words.includes(name));
  if (chosen.length !== words.length) return null;
  return chosen.map(([, en, he]) => (speaker.voice.lang === "en" ? en : he)).join(", ");
}

function inUnit(speaker: Speaker, unit: string, value: bigint): string {
  const count = (key: string, number: string): string =>
    speaker.say(key, { count: countOf(number), number });
  switch (unit) {
    case "people":
    case "proposals":
    case "units":
      return count(`charter-value-${unit}`, value.toString());
    case "heads":
      return count("charter-value-heads", show.amount(value, HEAD_DECIMALS));
    case "parts":
      return `${show.amount(value, 2)}%`;
    default:
      return value.toString();
  }
}
