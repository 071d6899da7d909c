// Signing: which key, the payload that it signs, and what the ledger makes of it.

import { hex } from "./bytes.ts";
import type { Action } from "./catalog.ts";
import type { Act } from "./codec/act.ts";
import { keyText, parseKey, type PublicKey, type Signature } from "./codec/keys.ts";
import {
  type Payload,
  payloadBytes,
  payloadId,
  payloadMessage,
  type Signer,
  transactionBytes,
} from "./codec/transaction.ts";
import { Fault } from "./fault.ts";
import { askPasskey } from "./keys/passkey.ts";
import { signWith } from "./keys/ed25519.ts";
import { askWallet, walletOf } from "./keys/wallet.ts";
import { type Body, type Fate, submit } from "./ledger/api.ts";
import { nonce, now, validUntil } from "./ledger/clock.ts";
import type { Context } from "./page/context.ts";
import { typedForWallet } from "./typed.ts";
import type { Identity, OwnerKey } from "./store.ts";
import type { Lookup } from "./words/lookup.ts";

/** With what something is signed. */
export type Hand =
  /** This browser's own key: nobody is asked. */
  | { readonly is: "session"; readonly me: Identity }
  /** The key with which somebody holds their account. */
  | { readonly is: "owner"; readonly me: Identity }
  /** A key that has no account yet. */
  | { readonly is: "new"; readonly owner: Omit<OwnerKey, "key"> };

/** What is to be signed, as its words were made of it. */
export interface Task {
  readonly act: Act;
  readonly action: Action;
  readonly bodies: readonly Body[];
  readonly lookup: Lookup;
}

/** What no session's key signs of those that may: what a passkey must be sure about. */
export function maySession(action: Action): boolean {
  return action.hand === "any" && !action.verified;
}

/** The hand that signs an action for whoever this browser's person is. */
export async function handFor(ctx: Context, action: Action): Promise<Hand | null> {
  const { me } = ctx;
  if (me === null) return null;
  const { session } = me;
  const lives = session !== null && session.until > (await now(ctx.asking, ctx.network)) + 60_000;
  return { is: lives && maySession(action) ? "session" : "owner", me };
}

/** Who signs, and under which name the numbers that were used are kept. */
export function signerOf(hand: Hand): Signer {
  if (hand.is === "new") return { is: "new", key: keyOf(hand.owner.public) };
  const { me } = hand;
  const key = hand.is === "session" && me.session !== null ? me.session.key : me.owner.key;
  return { is: "key", account: BigInt(me.account), key };
}

/** Signs and hands in. */
export async function signAndSubmit(ctx: Context, task: Task, hand: Hand): Promise<Fate> {
  const time = await now(ctx.asking, ctx.network);
  const signer = signerOf(hand);
  const owner = hand.is === "new" ? hand.owner : hand.me.owner;
  const name = hand.is === "session" ? (hand.me.session?.public ?? "") : owner.public;
  const payload: Payload = {
    network: ctx.networkBytes,
    signer,
    nonce: nonce(time, name),
    validUntil: validUntil(time, hand.is === "session"),
    act: task.act,
  };
  const signature = await signed(ctx, task, payload, hand);
  const bytes = transactionBytes({ payload, signatures: [signature] });
  const fate = await submit(ctx.asking, bytes, task.bodies);
  if (fate.id !== hex(payloadId(payload))) throw new Fault("unreadable");
  return fate;
}

async function signed(ctx: Context, task: Task, payload: Payload, hand: Hand): Promise<Signature> {
  if (hand.is !== "new" && (hand.is === "session" || hand.me.owner.scheme === "ed25519")) {
    if (hand.me.session === null) throw new Fault("no-session-keys");
    return signWith(hand.me.session.pair, payloadMessage(payload));
  }
  const owner = hand.is === "new" ? hand.owner : hand.me.owner;
  if (owner.scheme === "passkey") {
    // Only what moves money or keys asks for more than a touch.
    const answer = await askPasskey(payloadId(payload), owner.handle, task.action.verified);
    return answer.signature;
  }
  const typed = await typedForWallet(ctx, task, payload, payloadBytes(payload));
  const wallet = await walletOf(owner.handle);
  const { signature, key } = await askWallet(wallet, owner.handle, typed.json, typed.digest);
  if (keyText(key) !== owner.public) throw new Fault("wallet-other");
  return signature;
}

/** The key of a text that this browser kept. */
export function keyOf(text: string): PublicKey {
  const key = parseKey(text);
  if (key === null) throw new Fault("unknown-key");
  return key;
}
