// The ledger's clock as this browser counts it, and numbers that are used once.

import { status, type Asking } from "./api.ts";
import { Fault } from "../fault.ts";

/** For how long one look at the ledger's clock is good. */
const FRESH_MS = 60_000;
/** A session's key may sign at most ten minutes ahead, an owner's a day. */
const AHEAD_SESSION_MS = 5 * 60_000;
const AHEAD_OWNER_MS = 60 * 60_000;

let offset = 0;
let looked = Number.NEGATIVE_INFINITY;

/** The ledger's time now. The ledger must be the one that the page is of. */
export async function now(asking: Asking, network: string): Promise<number> {
  if (performance.now() - looked > FRESH_MS) {
    const told = await status(asking);
    if (told.network !== network) throw new Fault("other-network");
    offset = told.now - Date.now();
    looked = performance.now();
  }
  return Date.now() + offset;
}

/** Forgets what the ledger's clock showed: it may have been moved. */
export function lookAgain(): void {
  looked = Number.NEGATIVE_INFINITY;
}

/** The last moment that a signature made now should count. */
export function validUntil(now: number, isSession: boolean): bigint {
  return BigInt(now + (isSession ? AHEAD_SESSION_MS : AHEAD_OWNER_MS));
}

/** A number that a key has not signed with: the clock's, or the one after the last. */
export function nonce(now: number, key: string): bigint {
  const place = `aluma-nonce ${key}`;
  let last = 0;
  try {
    last = Number(localStorage.getItem(place) ?? "0");
  } catch {
    // A browser that keeps nothing has its clock.
  }
  // What lies far ahead was another ledger's or another clock's.
  const next = last >= now && last < now + 60_000 ? last + 1 : now;
  try {
    localStorage.setItem(place, String(next));
  } catch {
    // As above.
  }
  return BigInt(next);
}
