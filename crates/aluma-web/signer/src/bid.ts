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

/** What somebody bids, in base units. */
export interface Bid {
  readonly units: bigint;
  /** For one lot at most. */
  readonly price: bigint;
}

/** Bytes of a salt. */
const SALT = 16;

const eight = (number: bigint): Uint8Array => word(number).slice(24);
const sixteen = (number: bigint): Uint8Array => word(number).slice(16);

const of = ({ network, dao, sale, account }: BidOf): Uint8Array =>
  concat(network, eight(dao), eight(sale), eight(account));

/** The seal on a bid: `aluma_core::invest::rules::seals::seal` makes the same. */
export function bidSeal(who: BidOf, bid: Bid, salt: Uint8Array): Uint8Array {
  return sha256(utf8("aluma bid v1"), of(who), sixteen(bid.units), sixteen(bid.price), salt);
}

/** The salt of somebody's bid in one sale: the same as often as it is asked for. */
export async function bidSalt(key: CryptoKey, who: BidOf): Promise<Uint8Array> {
  const bytes = concat(utf8("aluma bid salt v1"), of(who)).slice().buffer as ArrayBuffer;
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes)).slice(0, SALT);
}

/** What a bid costs at most, in base units, rounded up: so much must lie in trust. */
export function bidCost({ units, price }: Bid, per: bigint): bigint {
  return (units * price + per - 1n) / per;
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
