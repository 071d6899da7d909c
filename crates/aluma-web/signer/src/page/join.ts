// Coming in by an invitation's link: what the community is like, a key, an account, a session.

import { hex } from "../bytes.ts";
import { withProof } from "../build.ts";
import type { Proof } from "../codec/keys.ts";
import { keyText } from "../codec/keys.ts";
import { proofMessage, type Signer } from "../codec/transaction.ts";
import { confirm, type Read, readTask } from "../confirm.ts";
import { Dialog, inWords } from "../dialog/dialog.ts";
import { attribute, closest, find, first, has, root, set } from "../dialog/dom.ts";
import { settle } from "../enter.ts";
import { Fault } from "../fault.ts";
import { publicHalf, prove } from "../keys/ed25519.ts";
import type { Fate } from "../ledger/api.ts";
import { view } from "../ledger/api.ts";
import { type Hand, handFor, keyOf, signerOf } from "../sign.ts";
import { actionOf, secretOf } from "./acts.ts";
import { type Context, context } from "./context.ts";
import { newKey, wayOf } from "./made.ts";
import { pairsOf, prepare, type Prepared } from "./prepare.ts";
import { goOn } from "./then.ts";

/** Markup that the pages themselves made, and nobody else's. */
const policy = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Policy } }
).trustedTypes?.createPolicy("aluma", { createHTML: (html: string) => html });

interface Policy {
  createHTML(html: string): string;
}

/** The secret of the link that the page was opened by, or of the one that was pasted. */
function secretAt(form: HTMLFormElement | null): Uint8Array | null {
  const field = form === null ? null : find(form, "[data-link]");
  const pasted = field instanceof HTMLInputElement ? field.value.trim() : "";
  const mark = pasted.indexOf("#");
  return secretOf(mark >= 0 ? pasted.slice(mark) : location.hash);
}

/** The community that the preview says the invitation leads to; the act's words say it again. */
function destination(form: HTMLFormElement): Record<string, string> {
  if (has(form, "data-claim")) return {};
  const field = first("#preview [data-dao]");
  return field instanceof HTMLInputElement ? { dao: field.value } : {};
}

/** Shows the community that an invitation leads to. */
export async function showPreview(place: HTMLElement): Promise<void> {
  const form = first("form[data-join]");
  const secret = secretAt(form instanceof HTMLFormElement ? form : null);
  if (secret === null) return;
  const field = form === null ? null : find(form, "[data-link]");
  if (field instanceof HTMLInputElement && field.value === "") {
    field.value = location.href;
    // Who came by the link need not be shown it.
    const around = closest(field, ".field");
    if (around !== null) set(around, "hidden", "");
  }
  const headers = {
    "aluma-invitation": hex(publicHalf(secret)),
    "accept-language": root().lang,
  };
  const response = await fetch("/join/preview", { headers, credentials: "same-origin" });
  const html = await response.text();
  place.innerHTML = policy === undefined ? html : policy.createHTML(html);
}

/** From a name to a member. */
export async function join(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const secret = secretAt(form);
  const claims = has(form, "data-claim");
  if (secret === null) throw new Fault(claims ? "no-claim" : "no-invitation");
  const half = publicHalf(secret);
  const found = await context(hex(half));
  // An account that nobody holds is taken by a key that holds none.
  const ctx = claims ? { ...found, me: null } : found;
  const prepared = await prepare(form, pairsOf(form, submitter, destination(form)), hex(half));
  const action = actionOf(ctx, form);
  if (prepared.act.number !== action.number) throw new Fault("other-action");
  // The words need to know which invitation, not its signature, which needs to know the key.
  const drawn = withProof(action, prepared.act, { key: half, signature: new Uint8Array(64) });
  const task = await readTask(ctx, drawn, prepared.bodies);
  const dialog = new Dialog(ctx);
  let fate: Fate | null;
  try {
    const way = wayOf(submitter);
    fate = await joined(ctx, dialog, { task, prepared, secret, way, name: nameOf(form, task) });
  } catch (error) {
    await dialog.fail(inWords(ctx, error), false);
    return;
  } finally {
    dialog.close();
  }
  if (fate === null) return;
  const { dao } = destination(form);
  if (has(form, "data-then")) goOn(form, fate);
  else location.assign(dao === undefined ? "/mine" : `/c/${encodeURIComponent(dao)}`);
}

interface Joining {
  readonly task: Read;
  readonly prepared: Prepared;
  readonly secret: Uint8Array;
  /** `wallet`, or anything else for a passkey. */
  readonly way: string;
  /** What the new key is called on the device. */
  readonly name: string;
}

/** The handle that is asked for, which is the first text of the act; or the one that there is. */
function nameOf(form: HTMLFormElement, task: Read): string {
  return task.bodies[0]?.text ?? attribute(form, "data-claim") ?? "Aluma";
}

async function joined(ctx: Context, dialog: Dialog, joining: Joining): Promise<Fate | null> {
  const { task, secret } = joining;
  const known = await handFor(ctx, task.action);
  let hand: Hand;
  if (known === null) {
    const owner = await newKey(ctx, dialog, joining.way, joining.name);
    if (owner === null) return null;
    hand = { is: "new", owner };
  } else {
    hand = known;
  }
  const signer: Signer = signerOf(hand);
  const message = proofMessage(ctx.networkBytes, signer);
  const proof: Proof = { key: publicHalf(secret), signature: prove(secret, message) };
  const act = withProof(task.action, joining.prepared.act, proof);
  const fate = await confirm(ctx, dialog, { ...task, act }, hand);
  if (fate === null || hand.is !== "new") return fate;
  const key = keyOf(hand.owner.public);
  const { accounts } = await view(ctx.asking, "accounts", { key: keyText(key) });
  const [mine] = Array.isArray(accounts) ? accounts : [];
  if (mine === undefined) throw new Fault("unknown-key");
  await settle(ctx, dialog, { account: `${mine.account}`, owner: { ...hand.owner, key: mine.key } });
  return fate;
}
