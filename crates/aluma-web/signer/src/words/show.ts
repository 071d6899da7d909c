// Text forms of numbers, exact and without a language (`aluma-types/src/show.rs`).

const SECOND = 1_000n;
const MINUTE = 60_000n;
const HOUR = 3_600_000n;
const DAY = 86_400_000n;

/** Base units as whole units of an asset: `12.5`, no separators and no trailing zeros. */
export function amount(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return part === "" ? whole : `${whole}.${part}`;
}

/** Year, month and day of a moment, in UTC by the Gregorian calendar. */
export function date(ms: bigint): [year: bigint, month: bigint, day: bigint] {
  // Years are counted from March, so that the leap day is the last of its year.
  const days = ms / DAY + 719_468n;
  const cycle = days / 146_097n;
  const inside = days % 146_097n;
  const year = (inside - inside / 1_460n + inside / 36_524n - inside / 146_096n) / 365n;
  const rest = inside - (year * 365n + year / 4n - year / 100n);
  const month = (rest * 5n + 2n) / 153n;
  const day = rest - (month * 153n + 2n) / 5n + 1n;
  const calendar = year + cycle * 400n;
  return month < 10n ? [calendar, month + 3n, day] : [calendar + 1n, month - 9n, day];
}

/** A number with zeros before it. */
export function padded(number: bigint, width: number): string {
  return number.toString().padStart(width, "0");
}

/** The time of day as `10:00:00.000`. */
export function clock(ms: bigint): string {
  const rest = ms % DAY;
  const [hour, minute] = [rest / HOUR, (rest % HOUR) / MINUTE];
  const [second, tail] = [(rest % MINUTE) / SECOND, rest % SECOND];
  return `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}.${padded(tail, 3)}`;
}

/** A moment as `2026-11-23 10:00:00.000 UTC`. */
export function time(ms: bigint): string {
  const [year, month, day] = date(ms);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)} ${clock(ms)} UTC`;
}

/** A duration, exactly: `2d`, `1d12h`, `1500ms`. */
export function span(ms: bigint): string {
  let rest = ms;
  let text = "";
  for (const [unit, letter] of [[DAY, "d"], [HOUR, "h"], [MINUTE, "m"]] as const) {
    if (rest / unit > 0n) text += `${rest / unit}${letter}`;
    rest %= unit;
  }
  if (rest % SECOND !== 0n) return `${text}${rest}ms`;
  return rest === 0n && text !== "" ? text : `${text}${rest / SECOND}s`;
}

/** A share as an exact fraction. */
export function share(num: bigint, den: bigint): string {
  return `${num}/${den}`;
}

/** A share in hundredths where four decimals say it exactly. */
export function percent(num: bigint, den: bigint): string | null {
  const scaled = num * 1_000_000n;
  return scaled % den === 0n ? `${amount(scaled / den, 4)}%` : null;
}
