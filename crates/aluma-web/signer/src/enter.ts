// Getting in: whose key this is, a key for this browser, and reading as that person.

import { base64url, utf8 } from "./bytes.ts";
import { grantSession } from "./build.ts";
import { keyText, type PublicKey, type Signature } from "./codec/keys.ts";
import { sessionBytes, type Statement, statementMessage } from "./codec/transaction.ts";
import { confirm, readTask } from "./confirm.ts";
import type { Dialog } from "./dialog/dialog.ts";
import { typedGreeting, typedJson, typedStatement } from "./eip712/typed.ts";
import { Fault } from "./fault.ts";
import { sha256 } from "./hash.ts";
import { makeSessionKey, signWith } from "./keys/ed25519.ts";
import { askPasskey } from "./keys/passkey.ts";
import { addressOf, askWallet, type Wallet, walletOf, wallets } from "./keys/wallet.ts";
import { view } from "./ledger/api.ts";
import { now } from "./ledger/clock.ts";
import type { Context } from "./page/context.ts";
import { forget, type Identity, type OwnerKey, remember, type SessionKey } from "./store.ts";

/** How long this browser's key lives: the longest that the ledger lets a session be. */
const SESSION_MS = 30 * 86_400_000;
/** How long a reading statement counts: an hour less than a day, since clocks differ. */
const READING_MS = 23 * 3_600_000;

interface Holder {
  readonly account: string;
  readonly key: number;
  readonly role: string;
}

/** Accounts that a key can act for. */
async function holders(ctx: Context, key: PublicKey): Promise<Holder[]> {
  const { accounts } = await view(ctx.asking, "accounts", { key: keyText(key) });
  if (!Array.isArray(accounts)) return [];
  return accounts.map((one) => ({ account: `${one.account}`, key: one.key, role: one.role }));
}

/** Asks which key somebody holds: a passkey, a wallet, or whichever they choose. `null`: they would
 * rather not say. */
export async function askKey(
  ctx: Context,
  dialog: Dialog,
  way: string,
): Promise<{ owner: Omit<OwnerKey, "key">; candidates: readonly PublicKey[] } | null> {
  const { say } = ctx;
  const found = way === "passkey" ? [] : await wallets();
  if (way === "wallet" && found.length === 0) throw new Fault("no-wallet");
  let at: number | null = way === "wallet" && found.length === 1 ? 1 : 0;
  if (at === 0 && found.length > 0) {
    const choices = [say("signer-passkey"), ...found.map((wallet) => wallet.name)];
    at = await dialog.choose(say("signer-enter"), say("signer-enter-how"), choices);
  }
  if (at === null) return null;
  dialog.wait(say("signer-prompting"));
  const wallet = found[at - 1];
  if (wallet !== undefined) {
    const owner = await greet(ctx, wallet);
    return { owner: owner.owner, candidates: [owner.key] };
  }
  const challenge = sha256(utf8("aluma enter v1"), crypto.getRandomValues(new Uint8Array(32)));
  const { handle, candidates } = await askPasskey(challenge, null, false);
  return { owner: { scheme: "passkey", public: "", handle }, candidates };
}

/** Learns a wallet's key from a signature that means nothing else. */
export async function greet(
  ctx: Context,
  wallet: Wallet,
): Promise<{ owner: Omit<OwnerKey, "key">; key: PublicKey }> {
  const address = await addressOf(wallet);
  const typed = typedGreeting(ctx.networkBytes, ctx.say("signer-greeting"));
  const { key } = await askWallet(wallet, address, typedJson(typed, () => null), typed.digest);
  return { owner: { scheme: "wallet", public: keyText(key), handle: address }, key };
}

/** Signs in: which account, a key for this browser, a reading session. False: gave up. */
export async function enter(ctx: Context, dialog: Dialog, way = ""): Promise<boolean> {
  const asked = await askKey(ctx, dialog, way);
  if (asked === null) return false;
  const found: { holder: Holder; key: PublicKey }[] = [];
  for (const key of asked.candidates) {
    for (const holder of await holders(ctx, key)) found.push({ holder, key });
  }
  if (found.length === 0) throw new Fault("unknown-key");
  let at: number | null = 0;
  if (found.length > 1) {
    const names = found.map(({ holder }) => ctx.say("kind-account", { id: holder.account }));
    at = await dialog.choose(ctx.say("signer-enter"), ctx.say("signer-which-account"), names);
  }
  const chosen = at === null ? undefined : found[at];
  if (chosen === undefined) return false;
  const owner = { ...asked.owner, public: keyText(chosen.key), key: chosen.holder.key };
  await settle(ctx, dialog, { account: chosen.holder.account, owner });
  return true;
}

/** Remembers a person, gives this browser a key where they want it to have one, and reads as them. */
export async function settle(
  ctx: Context,
  dialog: Dialog,
  { account, owner }: Pick<Identity, "account" | "owner">,
): Promise<void> {
  let me: Identity = { network: ctx.network, account, owner, session: null, reading: null };
  await remember(me);
  const session = await openSession({ ...ctx, me }, dialog, me);
  me = { ...me, session };
  await remember(me);
  await read({ ...ctx, me }, me);
}

/** A key for this browser, that signs without asking what may be signed so. `null` where the person
 * or the browser has none. */
async function openSession(
  ctx: Context,
  dialog: Dialog,
  me: Identity,
): Promise<SessionKey | null> {
  let made: { pair: CryptoKeyPair; key: PublicKey };
  try {
    made = await makeSessionKey();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await dialog.tell(
      ctx.say("signer-no-session"),
      [ctx.say(`signer-fault-${error.fault}`)],
      ctx.say("signer-go-on"),
    );
    return null;
  }
  const { sequence } = await view(ctx.asking, "account", { account: me.account });
  const turn = typeof sequence === "number" ? BigInt(sequence) : 0n;
  const act = grantSession(ctx.catalog, made.key, BigInt(SESSION_MS), turn);
  const task = await readTask(ctx, act, []);
  const fate = await confirm(ctx, dialog, task, { is: "owner", me });
  if (fate === null) return null;
  const [holder] = await holders(ctx, made.key);
  if (holder === undefined) return null;
  const until = (await now(ctx.asking, ctx.network)) + SESSION_MS - 60_000;
  return { pair: made.pair, public: keyText(made.key), key: holder.key, until };
}

/** Signs that this browser reads as its person, and tells the pages. */
export async function read(ctx: Context, me: Identity): Promise<void> {
  const until = (await now(ctx.asking, ctx.network)) + READING_MS;
  const key = me.session?.key ?? me.owner.key;
  const statement: Statement = {
    network: ctx.networkBytes,
    account: BigInt(me.account),
    key,
    validUntil: BigInt(Math.floor(until)),
  };
  const signature = await signStatement(me, statement);
  const token = base64url(sessionBytes(statement, signature));
  const body = new URLSearchParams({ session: token });
  const response = await fetch("/session", { method: "POST", body, credentials: "same-origin" });
  if (!response.ok) throw new Fault("unreachable");
  // Kept by this browser's clock, since that is what it is looked at with.
  await remember({ ...me, reading: { token, until: Date.now() + READING_MS } });
}

async function signStatement(me: Identity, statement: Statement): Promise<Signature> {
  const message = statementMessage(statement);
  if (me.session !== null) return signWith(me.session.pair, message);
  if (me.owner.scheme === "passkey") {
    return (await askPasskey(sha256(message), me.owner.handle, false)).signature;
  }
  const typed = typedStatement(statement);
  const wallet = await walletOf(me.owner.handle);
  const json = typedJson(typed, () => null);
  return (await askWallet(wallet, me.owner.handle, json, typed.digest)).signature;
}

/** Forgets the person and their reading session. The ledger's record of the key stays until it ends
 * or is revoked. */
export async function leave(network: string): Promise<void> {
  await forget(network);
  await fetch("/session/end", { method: "POST", credentials: "same-origin" });
}
