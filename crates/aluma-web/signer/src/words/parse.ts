// Readers of text forms, for the values that a charter's changes hold as text.

/** Base units from digits with one dot between them; `null` for anything else. */
export function amount(text: string, decimals: number): bigint | null {
  const found = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  const part = found?.[2] ?? "";
  if (found === null || part.length > decimals) return null;
  return bounded(BigInt(`${found[1]}${part.padEnd(decimals, "0")}`), 128);
}

/** The number, where it fits so many bits. */
export function bounded(number: bigint, bits: number): bigint | null {
  return number >> BigInt(bits) === 0n ? number : null;
}

const UNITS: Readonly<Record<string, bigint>> = {
  ms: 1n,
  s: 1_000n,
  m: 60_000n,
  min: 60_000n,
  h: 3_600_000n,
  d: 86_400_000n,
  w: 604_800_000n,
};

/** A duration such as `1d12h`; a bare number is milliseconds. */
export function span(text: string): bigint | null {
  if (/^[0-9]+$/.test(text)) return bounded(BigInt(text), 64);
  const parts = text.match(/[0-9]+[^0-9]+/g) ?? [];
  if (text === "" || parts.join("") !== text) return null;
  let total: bigint | null = 0n;
  for (const part of parts) {
    const digits = /^[0-9]+/.exec(part)?.[0] ?? "";
    const unit = Object.hasOwn(UNITS, part.slice(digits.length))
      ? UNITS[part.slice(digits.length)]
      : undefined;
    const number = bounded(BigInt(digits), 64);
    if (unit === undefined || number === null || total === null) return null;
    const more = bounded(number * unit, 64);
    total = more === null ? null : bounded(total + more, 64);
  }
  return total;
}

/** A share such as `2/3`, `67%` or `12.5 %`, in lowest terms. */
export function share(text: string): [num: bigint, den: bigint] | null {
  const slash = text.indexOf("/");
  if (slash >= 0) return lowest(digits(text.slice(0, slash).trim()), digits(text.slice(slash + 1).trim()));
  if (!text.endsWith("%")) return null;
  const found = /^([0-9]+)(?:\.([0-9]{1,4}))?$/.exec(text.slice(0, -1).trim());
  const part = found?.[2] ?? "";
  if (found === null) return null;
  return lowest(digits(`${found[1]}${part}`), 100n * 10n ** BigInt(part.length));
}

function digits(text: string): bigint | null {
  return /^[0-9]+$/.test(text) ? bounded(BigInt(text), 32) : null;
}

function lowest(num: bigint | null, den: bigint | null): [bigint, bigint] | null {
  if (num === null || den === null || den === 0n || num > den) return null;
  let [a, b] = [num, den];
  while (b > 0n) [a, b] = [b, a % b];
  return [num / a, den / a];
}

/** A moment as the ledger writes it, or shorter: seconds, minutes or the time of day may be missing. */
export function time(text: string): bigint | null {
  const found =
    /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(?:\.(\d{3}))?)?(?: UTC|Z)?$/.exec(text);
  if (found === null) return null;
  const part = (at: number): number => Number(found[at] ?? "0");
  const [hour, minute, second] = [part(4), part(5), part(6)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const moment = new Date(0);
  moment.setUTCFullYear(part(1), part(2) - 1, part(3));
  const real = moment.getUTCMonth() === part(2) - 1 && moment.getUTCDate() === part(3);
  if (!real || moment.getTime() < 0) return null;
  moment.setUTCHours(hour, minute, second, part(7));
  return BigInt(moment.getTime());
}
