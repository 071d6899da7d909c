// What this browser keeps, per ledger: who its person is, names it has seen, links it made. Private
// halves of session keys are here as keys that no script can read out.

import type { Bid } from "./bid.ts";
import type { Scheme } from "./codec/keys.ts";

/** The key with which a person holds their account. */
export interface OwnerKey {
  /** `ed25519`: somebody of a demo, whose key is the one that signs for this browser. */
  readonly scheme: Scheme;
  /** `scheme:HEX`. */
  readonly public: string;
  /** Its number in the account. */
  readonly key: number;
  /** A passkey's credential, in hexadecimal digits; a wallet's address. */
  readonly handle: string;
}

/** A key of this browser alone, for a while. */
export interface SessionKey {
  readonly pair: CryptoKeyPair;
  readonly public: string;
  readonly key: number;
  /** The last moment at which it may sign, of the ledger's clock. */
  readonly until: number;
}

/** A statement that somebody reads, ready for a header. */
export interface Reading {
  readonly token: string;
  readonly until: number;
}

/** Who this browser's person is. */
export interface Identity {
  readonly network: string;
  readonly account: string;
  readonly owner: OwnerKey;
  readonly session: SessionKey | null;
  readonly reading: Reading | null;
}

/** What something was called when a person last signed. */
export interface Pin {
  readonly name: string;
  /** Of an asset; elsewhere -1. */
  readonly decimals: number;
}

/** An invitation's link that was made here. */
export interface Link {
  readonly network: string;
  readonly secret: string;
  readonly made: number;
}

const NAME = "aluma-signer";
const STORES = ["identity", "pins", "links"] as const;
type Store = (typeof STORES)[number];

/** Whether this browser may keep something here, without making a place for it. */
export async function kept(): Promise<boolean> {
  try {
    const all = await indexedDB.databases();
    return all.some((one) => one.name === NAME);
  } catch {
    // A browser that does not say.
    return true;
  }
}

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run<T>(
  store: Store,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(store, mode);
  const request = ask(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

async function get<T>(store: Store, key: string): Promise<T | null> {
  return ((await run(store, "readonly", (of) => of.get(key))) as T | undefined) ?? null;
}

async function put(store: Store, key: string, value: unknown): Promise<void> {
  await run(store, "readwrite", (of) => of.put(value, key));
}

/** Who this browser's person is on a ledger. */
export function identity(network: string): Promise<Identity | null> {
  return get("identity", network);
}

/** Remembers who this browser's person is. */
export function remember(identity: Identity): Promise<void> {
  return put("identity", identity.network, identity);
}

/** Forgets who this browser's person is. */
export async function forget(network: string): Promise<void> {
  await run("identity", "readwrite", (of) => of.delete(network));
}

/** What a thing was called before. */
export function pin(network: string, thing: string): Promise<Pin | null> {
  return get("pins", `${network} ${thing}`);
}

/** Remembers what a thing is called. */
export function setPin(network: string, thing: string, pin: Pin): Promise<void> {
  return put("pins", `${network} ${thing}`, pin);
}

/** A rating that was sealed here. */
export interface SealedRating {
  readonly quality: number;
  readonly minutes: number;
}

/** An invitation's secret by its public half. */
export function link(half: string): Promise<Link | null> {
  return get("links", half);
}

/** Keeps an invitation's secret, so that its link can be copied again. */
export function setLink(half: string, link: Link): Promise<void> {
  return put("links", half, link);
}

// Ratings, entries, bids and the key of their salts stand beside links: a place of their own would be another version of
// the database, which waits for every other tab to close.

/** The key of a person's salts, by ledger and account. */
export function saltKey(name: string): Promise<CryptoKey | null> {
  return get("links", `salt-key ${name}`);
}

/** Keeps the key of a person's salts. */
export function setSaltKey(name: string, key: CryptoKey): Promise<void> {
  return put("links", `salt-key ${name}`, key);
}

/** What somebody sealed here, by the seat. */
export function rating(seat: string): Promise<SealedRating | null> {
  return get("links", `rating ${seat}`);
}

/** Keeps what somebody seals here. */
export function setRating(seat: string, rating: SealedRating): Promise<void> {
  return put("links", `rating ${seat}`, rating);
}

/** What somebody entered in a contest here, by the contest. */
export function entry(contest: string): Promise<string | null> {
  return get("links", `entry ${contest}`);
}

/** Keeps what somebody enters in a contest here. */
export function setEntry(contest: string, text: string): Promise<void> {
  return put("links", `entry ${contest}`, text);
}

/** What somebody bid here, by the sale. */
export function bid(sale: string): Promise<Bid | null> {
  return get("links", `bid ${sale}`);
}

/** Keeps what somebody bids here. */
export function setBid(sale: string, bid: Bid): Promise<void> {
  return put("links", `bid ${sale}`, bid);
}
