// Small acts without a dialog: their words stand beside the button before it is pressed, and the
// press signs with this browser's own key. Where they do not stand there, or that key may not sign,
// the dialog asks.

import type { Action } from "../catalog.ts";
import { walk } from "../codec/walk.ts";
import { type Read, readTask } from "../confirm.ts";
import { inWords } from "../dialog/dialog.ts";
import { closest, find, make, set } from "../dialog/dom.ts";
import type { Fate } from "../ledger/api.ts";
import { Fault } from "../fault.ts";
import { handFor, maySession, signAndSubmit } from "../sign.ts";
import { act, actionOf } from "./acts.ts";
import { type Context, context } from "./context.ts";
import { pairsOf, prepare } from "./prepare.ts";
import { clear, show } from "./problems.ts";
import { goOn } from "./then.ts";

/** What stands beside a form's button, and for which fields. */
interface Said {
  readonly pairs: string;
  readonly task: Read;
}

const said = new WeakMap<HTMLFormElement, Said>();

/** Whether an act is small: a session's key may sign it, it moves no money and carries no acts. */
function isSmall(ctx: Context, action: Action, task: Read): boolean {
  let small = maySession(action);
  walk(ctx.catalog, task.act, ({ value }) => {
    if (value.is === "amount" || value.is === "acts") small = false;
  });
  return small;
}

/** Puts in words what the form would sign as it stands, beside its button. */
export async function preview(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const pairs = pairsOf(form, submitter);
  if (said.get(form)?.pairs === pairs) return;
  said.delete(form);
  const place = find(form, "[data-says]");
  if (place === null) return;
  // Words of what the form was before are none of what it is now.
  place.textContent = "";
  const ctx = await context();
  if (ctx.me === null) return;
  try {
    const action = actionOf(ctx, form);
    const { act, bodies } = await prepare(form, pairs);
    if (act.number !== action.number) throw new Fault("other-action");
    const task = await readTask(ctx, act, bodies);
    if (!isSmall(ctx, action, task) || task.known.changes.length > 0) return;
    // The form may have changed meanwhile: then these are not its words.
    if (pairsOf(form, submitter) !== pairs) return;
    place.textContent = task.says;
    place.hidden = false;
    said.set(form, { pairs, task });
  } catch {
    // Half a form has no words yet; what is wrong with it is said when it is sent.
  }
}

/** Says that it is done, with the way to the receipt: beside the form, where the page has a place
 * that outlives it, else in it. */
function told(ctx: Context, form: HTMLFormElement, fate: Fate): void {
  const around = closest(form, "section, main");
  const beside = around === null ? null : find(around, "[data-done]");
  const place = beside ?? find(form, "[data-says]");
  if (place === null) return;
  const words = ctx.say(fate.status === "done" ? "signer-done" : "signer-taken");
  const receipt = make("a", { href: `/receipt/${fate.id}` }, ctx.say("signer-receipt"));
  place.replaceChildren(`${words}. `, receipt);
  place.hidden = false;
}

/** The press of a quick form's button. */
export async function press(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const shown = said.get(form);
  const ctx = await context();
  const hand = await handFor(ctx, actionOf(ctx, form));
  const place = find(form, "[data-says]");
  const stands = shown !== undefined && shown.pairs === pairsOf(form, submitter);
  // The words must still be the ones that were put there, by nobody else.
  const asWritten = stands && place?.textContent === shown.task.says && !place.hidden;
  if (!asWritten || hand?.is !== "session") {
    await act(form, submitter);
    return;
  }
  said.delete(form);
  set(form, "aria-busy", "true");
  try {
    const fate = await signAndSubmit(ctx, shown.task, hand);
    if (fate.refusal !== null) show(form, fate.refusal);
    else {
      clear(form);
      place.textContent = "";
      told(ctx, form, fate);
      goOn(form, fate);
    }
  } catch (error) {
    const problem = inWords(ctx, error);
    // A key that has ended, or that may not: the owner's own may.
    if (["not-for-this-key", "out-of-scope", "unknown-key", "key-revoked"].includes(problem.name)) {
      await act(form, submitter);
    } else {
      show(form, problem);
    }
  } finally {
    set(form, "aria-busy", null);
  }
}
