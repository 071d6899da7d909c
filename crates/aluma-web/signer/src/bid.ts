// Bids of an auction, sealed until all are in: the hash that the ledger holds, and what stands in a form as
// base units.

import { concat, unhex, utf8, word } from "./bytes.ts";
import { sha256 } from "./hash.ts";

/** Whose bid, in which sale. */
export interface BidOf {
  readonly network: Uint8Array;
  readonly dao: bigint;
  readonly sale: bigint;
  readonly account: bigint;
}

/** A step of a bid, in base units. */
export interface Step {
  readonly units: bigint;
  /** For one lot at most. */
  readonly price: bigint;
}

/** What somebody bids: the highest price first, and each price once. */
export type Bid = readonly Step[];

/** Steps as a bid has them: those at one price are one. */
export function bidOf(steps: readonly Step[]): Bid {
  const units = new Map<bigint, bigint>();
  for (const step of steps) units.set(step.price, (units.get(step.price) ?? 0n) + step.units);
  const falling = [...units].sort(([one], [other]) => (one < other ? 1 : -1));
  return falling.map(([price, sum]) => ({ units: sum, price }));
}

/** Bytes of a salt. */
const SALT = 16;

const eight = (number: bigint): Uint8Array => word(number).slice(24);
const sixteen = (number: bigint): Uint8Array => word(number).slice(16);

const of = ({ network, dao, sale, account }: BidOf): Uint8Array =>
  concat(network, eight(dao), eight(sale), eight(account));

/** The seal on a bid: `aluma_core::invest::rules::seals::seal` makes the same. */
export function bidSeal(who: BidOf, bid: Bid, salt: Uint8Array): Uint8Array {
  const steps = bid.flatMap((step) => [sixteen(step.units), sixteen(step.price)]);
  return sha256(utf8("aluma bid v1"), of(who), ...steps, salt);
}

/** The salt of somebody's bid in one sale: the same as often as it is asked for. */
export async function bidSalt(key: CryptoKey, who: BidOf): Promise<Uint8Array> {
  const bytes = concat(utf8("aluma bid salt v1"), of(who)).slice().buffer as ArrayBuffer;
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes)).slice(0, SALT);
}

/** What a bid costs at most, in base units, rounded up: so much must lie in trust. All pay one price, so it is what
 * all units down to a step cost at its price, wherever that is most. */
export function bidCost(bid: Bid, per: bigint): bigint {
  let [units, most] = [0n, 0n];
  for (const step of bid) {
    units += step.units;
    const cost = (units * step.price + per - 1n) / per;
    if (cost > most) most = cost;
  }
  return most;
}

/** A salt as a person writes it down: hexadecimal digits in groups of four. */
export function codeOf(digits: string): string {
  return (digits.match(/.{1,4}/g) ?? []).join("-");
}

/** A salt that was written down; `null` where it is none. */
export function readCode(text: string): Uint8Array | null {
  const bytes = unhex(text.replaceAll(/[\s-]/g, "").toLowerCase());
  return bytes !== null && bytes.length === SALT ? bytes : null;
}
