// Ratings that are sealed before anybody's is opened: the hash that the ledger holds, and the salt of it,
// which this browser derives and never keeps, from a key that no script can read out. So the same browser
// opens what it sealed, and nobody else does.

import { concat, utf8, word } from "./bytes.ts";
import { sha256 } from "./hash.ts";

/** What a rating is of: one panel's seat. */
export interface Matter {
  readonly network: Uint8Array;
  readonly dao: bigint;
  readonly evidence: bigint;
  readonly round: number;
  readonly reviewer: bigint;
}

/** What somebody found. */
export interface Rating {
  /** 0 to 100. */
  readonly quality: number;
  /** Work, in minutes. */
  readonly minutes: number;
}

/** Bytes of a salt. */
const SALT = 16;
const MINUTE_MS = 60_000n;

/** A number in eight bytes, the highest first. */
const eight = (number: bigint): Uint8Array => word(number).slice(24);

function of(matter: Matter): Uint8Array {
  const { network, dao, evidence, round, reviewer } = matter;
  return concat(network, eight(dao), eight(evidence), Uint8Array.of(round), eight(reviewer));
}

/** The seal on a rating: `aluma_core::review::rules::drawing::seal` makes the same. */
export function sealOf(matter: Matter, rating: Rating, salt: Uint8Array): Uint8Array {
  const size = eight(BigInt(rating.minutes) * MINUTE_MS);
  const quality = Uint8Array.of(rating.quality);
  return sha256(utf8("aluma review v1"), of(matter), quality, size, salt);
}

/** A key for salts that cannot leave this browser. */
export async function makeSaltKey(): Promise<CryptoKey> {
  const kind = { name: "HMAC", hash: "SHA-256" };
  return (await crypto.subtle.generateKey(kind, false, ["sign"])) as CryptoKey;
}

/** The salt of one seat's seal: the same as often as it is asked for. */
export async function saltOf(key: CryptoKey, matter: Matter): Promise<Uint8Array> {
  const bytes = concat(utf8("aluma review salt v1"), of(matter)).slice().buffer as ArrayBuffer;
  const mac = await crypto.subtle.sign("HMAC", key, bytes);
  return new Uint8Array(mac).slice(0, SALT);
}

/** A rating as it was written in a form; `null` where it is none. */
export function readRating(quality: string, hours: string): Rating | null {
  if (!/^\d{1,3}$/.test(quality) || !/^\d{1,4}(\.\d{1,4})?$/.test(hours)) return null;
  const rating = { quality: Number(quality), minutes: Math.round(Number(hours) * 60) };
  return rating.quality <= 100 ? rating : null;
}
