// A list of names, a link for each: one confirmation, as many invitations.

import { hex } from "../bytes.ts";
import { decodeFields, encodeFields } from "../codec/value.ts";
import { confirm, readTask, type Read } from "../confirm.ts";
import { Dialog, inWords } from "../dialog/dialog.ts";
import { button, find, make } from "../dialog/dom.ts";
import { Fault, Refused } from "../fault.ts";
import { makeSecret, publicHalf } from "../keys/ed25519.ts";
import { type Hand, handFor, signAndSubmit } from "../sign.ts";
import { setLink } from "../store.ts";
import { actionOf } from "./acts.ts";
import { type Context, context } from "./context.ts";
import { address } from "./invite.ts";
import { namesOf } from "./names.ts";
import { pairsOf, prepare } from "./prepare.ts";

/** Reads a chosen file into the list beside it. */
export async function readFile(input: HTMLInputElement): Promise<void> {
  const list = input.form === null ? null : find(input.form, "[data-names]");
  const file = input.files?.[0];
  if (!(list instanceof HTMLTextAreaElement) || file === undefined || file.size > 1 << 20) return;
  list.value = namesOf(await file.text()).join("\n");
}

/** Invites everybody on the form's list. */
export async function inviteList(form: HTMLFormElement): Promise<void> {
  const list = find(form, "[data-names]");
  const names = list instanceof HTMLTextAreaElement ? namesOf(list.value) : [];
  const ctx = await context();
  const action = actionOf(ctx, form);
  const hand = await handFor(ctx, action);
  if (hand === null) throw new Fault("nobody");
  if (names.length === 0) throw new Fault("no-names");
  const [first, ...rest] = names.map((name) => ({ name, secret: makeSecret() }));
  if (first === undefined) return;
  const made = { secret: hex(publicHalf(first.secret)) };
  const prepared = await prepare(form, pairsOf(form, null, made));
  if (prepared.act.number !== action.number) throw new Fault("other-action");
  const task = await readTask(ctx, prepared.act, prepared.bodies);
  const dialog = new Dialog(ctx);
  try {
    const note = ctx.say("signer-many", { count: BigInt(names.length) });
    const fate = await confirm(ctx, dialog, task, hand, [note]);
    if (fate === null) return;
    await shown(ctx, form, first);
    for (const one of rest) {
      dialog.wait(ctx.say("signer-sending"));
      await another(ctx, task, hand, one.secret);
      await shown(ctx, form, one);
    }
  } catch (error) {
    await dialog.fail(inWords(ctx, error), false);
  } finally {
    dialog.close();
  }
}

/** The act that was confirmed, with another secret and nothing else. */
async function another(ctx: Context, task: Read, hand: Hand, secret: Uint8Array): Promise<void> {
  const { fields } = task.action;
  const values = decodeFields(fields, task.act.body).map((value, at) => {
    const isSecret = fields[at]?.name === "secret" && value.is === "hash";
    return isSecret ? { ...value, hash: publicHalf(secret) } : value;
  });
  const act = { number: task.act.number, body: encodeFields(fields, values) };
  const fate = await signAndSubmit(ctx, { ...task, act }, hand);
  if (fate.refusal !== null) throw new Refused(fate.refusal);
}

async function shown(
  ctx: Context,
  form: HTMLFormElement,
  { name, secret }: { name: string; secret: Uint8Array },
): Promise<void> {
  const half = hex(publicHalf(secret));
  await setLink(half, { network: ctx.network, secret: hex(secret), made: Date.now() });
  const url = address(hex(secret));
  const copy = button(ctx.say("signer-copy"), () => void navigator.clipboard.writeText(url));
  copy.className = "quiet";
  const line = make("p", {}, make("bdi", {}, name), " ", make("code", { dir: "ltr" }, url), " ", copy);
  find(form, "[data-links]")?.append(line);
}
