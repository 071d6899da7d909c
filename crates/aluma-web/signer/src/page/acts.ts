// Forms that end in a signature.

import { hex, unhex } from "../bytes.ts";
import type { Action } from "../catalog.ts";
import { confirm, readTask, tellFate } from "../confirm.ts";
import { Dialog, inWords } from "../dialog/dialog.ts";
import { attribute, find, has, set } from "../dialog/dom.ts";
import { enter } from "../enter.ts";
import { Fault } from "../fault.ts";
import { makeSecret, publicHalf } from "../keys/ed25519.ts";
import type { Fate } from "../ledger/api.ts";
import { handFor } from "../sign.ts";
import { setLink } from "../store.ts";
import { type Context, context } from "./context.ts";
import { showLink } from "./invite.ts";
import { newKey, wayOf } from "./made.ts";
import { pairsOf, prepare } from "./prepare.ts";
import { clear, show } from "./problems.ts";
import { inWordsOf, sealed } from "./sealed.ts";
import { goOn } from "./then.ts";

/** Forms that are being signed: a second press changes nothing. */
const busy = new WeakSet<HTMLFormElement>();

/** Runs a form's work once at a time, and says in the form what goes wrong before a dialog is open. */
export async function once(form: HTMLFormElement, work: () => Promise<void>): Promise<void> {
  if (busy.has(form)) return;
  busy.add(form);
  clear(form);
  try {
    await work();
  } catch (error) {
    const ctx = await context().catch(() => null);
    show(form, inWords(ctx, error));
  } finally {
    busy.delete(form);
  }
}

/** The action that a form says it is for, which its act is held to. */
export function actionOf(ctx: Context, form: HTMLFormElement): Action {
  const action = ctx.catalog.named.get(attribute(form, "data-act") ?? "");
  if (action === undefined) throw new Fault("other-action");
  return action;
}

/** Whether an action names the public half of a secret that is made here. */
function makesSecret(action: Action): boolean {
  return action.fields.some((field) => field.name === "secret" && field.shape.kind === "hash");
}

/** From a pressed button to an outcome. */
export async function act(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const ctx = await someone(await context());
  if (ctx === null) return;
  const action = actionOf(ctx, form);
  const secret = makesSecret(action) ? makeSecret() : null;
  const half = secret === null ? "" : hex(publicHalf(secret));
  const made: Record<string, string> = secret === null ? {} : { secret: half };
  const way = wayOf(submitter);
  if (has(form, "data-add-key") && way !== "") {
    const key = await inDialog(ctx, (dialog) => newKey(ctx, dialog, way, "Aluma"));
    if (key === null) return;
    made.key = key.public;
  }
  const own = await sealed(ctx, form, action);
  Object.assign(made, own?.made);
  const prepared = await prepare(form, pairsOf(form, submitter, made));
  if (prepared.act.number !== action.number) throw new Fault("other-action");
  const read = await readTask(ctx, prepared.act, prepared.bodies);
  const task = own === null ? read : inWordsOf(read, own);
  const hand = await handFor(ctx, action);
  if (hand === null) throw new Fault("nobody");
  const dialog = new Dialog(ctx);
  let fate: Fate | null;
  try {
    fate = await confirm(ctx, dialog, task, hand);
    if (fate === null) return;
    if (secret !== null && fate.status === "done") {
      await setLink(half, { network: ctx.network, secret: hex(secret), made: Date.now() });
      await showLink(ctx, dialog, hex(secret));
    } else {
      await tellFate(ctx, dialog, task, fate);
    }
  } catch (error) {
    await dialog.fail(inWords(ctx, error), false);
    return;
  } finally {
    dialog.close();
  }
  goOn(form, fate);
}

/** Makes the key of a new device and shows its public half, for others to let it in. */
export async function showNewKey(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): Promise<void> {
  const ctx = await context();
  const field = find(form, "input[name=handle]");
  const name = field instanceof HTMLInputElement && field.value !== "" ? field.value : "Aluma";
  const key = await inDialog(ctx, (dialog) => newKey(ctx, dialog, wayOf(submitter), name));
  const place = find(form, "[data-public-key]");
  if (key === null || place === null) return;
  place.textContent = key.public;
  share(form, name, key.public);
}

/** A link that brings the key to those who speak for it, so that nobody has to write it down. */
function share(form: HTMLFormElement, name: string, key: string): void {
  const [around, link, copy] = ["[data-recover-share]", "[data-recover-link]", "[data-copy]"].map(
    (place) => find(form, place),
  );
  if (!around || !link || !copy) return;
  const query = new URLSearchParams({ account: `@${name}`, key });
  const path = `/recover?${query.toString()}`;
  set(link, "href", path);
  set(copy, "data-copy", `${location.origin}${path}`);
  set(around, "hidden", null);
}

/** Does something in a dialog that closes when it is done. */
async function inDialog<T>(ctx: Context, work: (dialog: Dialog) => Promise<T>): Promise<T> {
  const dialog = new Dialog(ctx);
  try {
    return await work(dialog);
  } finally {
    dialog.close();
  }
}

/** Somebody to sign: whoever this browser knows, else whoever comes in now. */
async function someone(ctx: Context): Promise<Context | null> {
  if (ctx.me !== null) return ctx;
  const dialog = new Dialog(ctx);
  try {
    const came = await enter(ctx, dialog);
    return came ? await context() : null;
  } catch (error) {
    await dialog.fail(inWords(ctx, error), false);
    return null;
  } finally {
    dialog.close();
  }
}

/** The secret of a link's fragment; `null` where it is none. */
export function secretOf(fragment: string): Uint8Array | null {
  const bytes = unhex(fragment.replace(/^#/, ""));
  return bytes !== null && bytes.length === 32 ? bytes : null;
}
