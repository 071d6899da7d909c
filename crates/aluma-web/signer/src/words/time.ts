// Moments and durations in words.

import type { Argument, Voice } from "./fluent.ts";
import type { Speaker } from "./speaker.ts";
import * as show from "./show.ts";

const UNITS: readonly (readonly [bigint, string])[] = [
  [86_400_000n, "kind-days"],
  [3_600_000n, "kind-hours"],
  [60_000n, "kind-minutes"],
  [1_000n, "kind-seconds"],
  [1n, "kind-milliseconds"],
];

/** One run of words: its parts must not be set off again inside it. */
function plain(speaker: Speaker): Voice {
  return { lang: speaker.voice.lang, isolate: false };
}

/** A moment in UTC, to the minute unless it has seconds. */
export function moment(speaker: Speaker, ms: bigint): string {
  const [year, month, day] = show.date(ms);
  const exact = show.clock(ms).replace(/\.000$/, "");
  return speaker.sayIn(plain(speaker), "kind-time", {
    year: show.padded(year, 4),
    month: show.padded(month, 2),
    day: show.padded(day, 2),
    clock: exact.length > 6 ? exact.replace(/:00$/, "") : exact,
  });
}

/** A duration as its parts: days, hours and so on. */
export function spanParts(speaker: Speaker, ms: bigint): string[] {
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, key] of UNITS) {
    const count = rest / unit;
    rest %= unit;
    if (count > 0n || (ms === 0n && unit === 1_000n)) {
      const argument: Argument = count < 1n << 53n ? count : count.toString();
      parts.push(speaker.sayIn(plain(speaker), key, { count: argument }));
    }
  }
  return parts;
}

/** A duration as it stands in prose: "1 day and 12 hours". */
export function spanInProse(speaker: Speaker, ms: bigint): string {
  const parts = spanParts(speaker, ms);
  const last = parts.pop() ?? "";
  if (parts.length === 0) return last;
  // In Hebrew a letter joined to a word, and with a hyphen to a number.
  const and = speaker.voice.lang === "en" ? " and " : /^[0-9]/.test(last) ? " ו־" : " ו";
  return `${parts.join(", ")}${and}${last}`;
}
