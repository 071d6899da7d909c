// Keys that a page asks this browser to make: for joining, as a second one, for a lost one.

import { type PublicKey, keyText } from "../codec/keys.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { attribute } from "../dialog/dom.ts";
import { greet } from "../enter.ts";
import { Fault } from "../fault.ts";
import { makePasskey } from "../keys/passkey.ts";
import { type Wallet, wallets } from "../keys/wallet.ts";
import type { OwnerKey } from "../store.ts";
import type { Context } from "./context.ts";

/** A key that belongs to no account yet. */
export type NewKey = Omit<OwnerKey, "key">;

/** With what a button says it goes on: `passkey`, `wallet`, `account`, or nothing. */
export function wayOf(submitter: HTMLElement | null): string {
  return submitter === null ? "" : (attribute(submitter, "data-with") ?? "");
}

/** Makes a passkey, or takes a wallet's key. `null`: the person would rather not. */
export async function newKey(
  ctx: Context,
  dialog: Dialog,
  way: string,
  name: string,
): Promise<NewKey | null> {
  if (way !== "wallet") {
    dialog.wait(ctx.say("signer-making"));
    const { key, handle } = await makePasskey(name);
    return owner("passkey", key, handle);
  }
  const wallet = await pickWallet(ctx, dialog);
  if (wallet === null) return null;
  dialog.wait(ctx.say("signer-prompting"));
  return (await greet(ctx, wallet)).owner;
}

function owner(scheme: OwnerKey["scheme"], key: PublicKey, handle: string): NewKey {
  return { scheme, public: keyText(key), handle };
}

/** Lets the person choose a wallet, where there is a choice. */
export async function pickWallet(ctx: Context, dialog: Dialog): Promise<Wallet | null> {
  const found = await wallets();
  if (found.length === 0) throw new Fault("no-wallet");
  if (found.length === 1) return found[0] ?? null;
  const names = found.map((wallet) => wallet.name);
  const at = await dialog.choose(ctx.say("signer-wallet"), ctx.say("signer-wallet-how"), names);
  return at === null ? null : (found[at] ?? null);
}
