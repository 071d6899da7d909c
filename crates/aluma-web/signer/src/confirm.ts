// One act from its bytes to its outcome: read, said, asked about, signed, handed in.

import { hex } from "./bytes.ts";
import { type Act, actHash } from "./codec/act.ts";
import { decodeFields, type Value } from "./codec/value.ts";
import { type Dialog, inWords, type Question } from "./dialog/dialog.ts";
import { make } from "./dialog/dom.ts";
import { Fault } from "./fault.ts";
import type { Body, Fate } from "./ledger/api.ts";
import { lookAgain } from "./ledger/clock.ts";
import { type Change, gather, type Known } from "./ledger/names.ts";
import type { Context } from "./page/context.ts";
import { type Hand, signAndSubmit, type Task } from "./sign.ts";
import { chosen } from "./words/chosen.ts";
import { remember } from "./store.ts";
import { Speaker } from "./words/speaker.ts";

/** An act with everything that is known of it. */
export interface Read extends Task {
  readonly known: Known;
  readonly says: string;
}

/** Reads an act and puts it in words. Refuses bytes that no ledger would take. */
export async function readTask(ctx: Context, act: Act, bodies: readonly Body[]): Promise<Read> {
  const action = ctx.catalog.actions.get(act.number);
  if (action === undefined) throw new Fault("unreadable");
  let known: Known;
  try {
    const signer = ctx.me === null ? null : BigInt(ctx.me.account);
    known = await gather(ctx.catalog, act, bodies, ctx.asking, ctx.network, signer);
  } catch (error) {
    throw error instanceof Fault ? error : new Fault("unreadable");
  }
  const { lookup } = known;
  const says = `${speaker(ctx, known).act(act)}${await chosen(ctx, action, act)}`;
  return { act, action, bodies, lookup, known, says };
}

function speaker(ctx: Context, known: Known): Speaker {
  return new Speaker(ctx.catalog, { lang: ctx.lang, isolate: true }, known.lookup);
}

/** What a person is asked about an act. */
export function question(ctx: Context, task: Read, hand: Hand): Question {
  const { say, lang } = ctx;
  const { action, act, known } = task;
  const speak = speaker(ctx, known);
  const values = decodeFields(action.fields, act.body);
  const rows = action.fields.map((field, at) => {
    const label = lang === "he" ? field.he : field.en;
    return [label, speak.value(field.shape, values[at] as Value), false] as const;
  });
  const owner = hand.is === "new" ? hand.owner : hand.me.owner;
  const own = hand.is === "session" || owner.scheme === "ed25519";
  const way = own ? "session" : owner.scheme;
  const name = hand.is === "new" ? null : speak.id("AccountId", BigInt(hand.me.account));
  const who = name === null ? [] : [say("signer-as", { who: name })];
  return {
    title: lang === "he" ? action.he : action.en,
    says: task.says,
    warnings: known.changes.map((change) => warning(ctx, change)),
    as: [...who, say(`signer-by-${way}`)],
    details: [
      ...rows,
      [say("signer-action"), `${action.name} (${action.number})`, true],
      [say("signer-hash"), hex(actHash(act)), true],
      [say("signer-ledger"), ctx.network, true],
    ],
    button: say("signer-sign"),
  };
}

/** That something is not called what it was called here before. */
function warning(ctx: Context, { kind, id, before, now }: Change): string {
  const nothing = { body: () => ({ is: "missing" }) as const, asset: () => null, name: () => null };
  const plain = new Speaker(ctx.catalog, { lang: ctx.lang, isolate: true }, nothing);
  const args = { what: plain.id(kind, id), before: before.name, now: now.name };
  if (before.decimals === now.decimals) return ctx.say("signer-changed-name", args);
  return ctx.say("signer-changed-decimals", {
    ...args,
    was: BigInt(before.decimals),
    is: BigInt(now.decimals),
  });
}

/** Refusals of a session's key after which the owner's own may do. */
const OWN_HAND = ["not-for-this-key", "out-of-scope", "unknown-key", "key-revoked", "expired"];
/** Those of a key that is none any more. */
const LOST = ["unknown-key", "key-revoked"];

/** Asks, signs and hands in, until it went through or the person gives up. `null`: gave up. */
export async function confirm(
  ctx: Context,
  dialog: Dialog,
  task: Read,
  first: Hand,
  notes: readonly string[] = [],
): Promise<Fate | null> {
  let hand = first;
  for (;;) {
    const asked = question(ctx, task, hand);
    if (!(await dialog.ask({ ...asked, as: [...notes, ...asked.as] }))) return null;
    const outcome = await attempt(ctx, dialog, task, hand);
    if ("fate" in outcome) return outcome.fate;
    const { problem } = outcome;
    if (hand.is === "session" && OWN_HAND.includes(problem.name)) {
      if (LOST.includes(problem.name)) await remember({ ...hand.me, session: null });
      hand = { is: "owner", me: hand.me };
      continue;
    }
    if (!(await dialog.fail(problem, true))) return null;
    lookAgain();
  }
}

type Outcome = { readonly fate: Fate } | { readonly problem: ReturnType<typeof inWords> };

async function attempt(ctx: Context, dialog: Dialog, task: Read, hand: Hand): Promise<Outcome> {
  dialog.wait(ctx.say(hand.is === "session" ? "signer-sending" : "signer-prompting"));
  try {
    const fate = await signAndSubmit(ctx, task, hand);
    const refused = fate.refusal !== null || fate.status === "fault";
    if (refused) return { problem: fate.refusal ?? inWords(ctx, new Fault("unreadable")) };
    await task.known.accept().catch(() => {});
    return { fate };
  } catch (error) {
    return { problem: inWords(ctx, error) };
  }
}

/** Says how it went, with the way to the receipt. */
export async function tellFate(ctx: Context, dialog: Dialog, task: Read, fate: Fate): Promise<void> {
  const { say } = ctx;
  const height = BigInt(fate.height ?? 0);
  const line = fate.status === "done" ? say("signer-done-at", { height }) : say("signer-pending");
  const title = fate.status === "done" ? say("signer-done") : say("signer-taken");
  const receipt = make("a", { href: `/receipt/${fate.id}` }, say("signer-receipt"));
  await dialog.tell(title, [task.says, line, receipt], say("signer-go-on"));
}
