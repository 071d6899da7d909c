// Forms that seal something and open it, ratings, entries of contests and bids: what is sealed stays here
// until it is opened.

import { hex, integer, same, unhex } from "../bytes.ts";
import type { Action } from "../catalog.ts";
import { decodeFields } from "../codec/value.ts";
import type { Read } from "../confirm.ts";
import { every, find } from "../dialog/dom.ts";
import { entrySalt, entrySeal, tidy } from "../entry.ts";
import { Fault } from "../fault.ts";
import { type Matter, makeSaltKey, type Rating, readRating, saltOf, sealOf } from "../seal.ts";
import { entry, rating as kept, saltKey, setEntry, setRating, setSaltKey } from "../store.ts";
import { bidding, fillBids } from "./bids.ts";
import type { Context } from "./context.ts";

/** What this browser adds to a form that seals or opens. */
export interface Sealed {
  readonly made: Readonly<Record<string, string>>;
  /** The seal, and the name of the field that has it; none where something is opened. */
  readonly seal: readonly [field: string, hash: string] | null;
  /** What is sealed, in words. */
  readonly words: string;
}

/** What is written in a place's field. */
export function written(place: Element, name: string): string {
  const field = find(place, `[name="${name}"]`);
  const takes = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return takes ? field.value.trim() : "";
}

function matterOf(ctx: Context, form: HTMLFormElement): Matter | null {
  const [dao, evidence, round] = ["dao", "evidence", "_round"].map((name) => written(form, name));
  const numbers = [dao, evidence, round, ctx.me?.account].map((text) => text ?? "");
  if (!numbers.every((text) => /^\d+$/.test(text))) return null;
  const [a, b, c, who] = numbers.map(BigInt) as [bigint, bigint, bigint, bigint];
  return { network: ctx.networkBytes, dao: a, evidence: b, round: Number(c), reviewer: who };
}

/** Under which name a rating is kept here. */
function nameOf(matter: Matter): string {
  const { network, dao, evidence, round, reviewer } = matter;
  return [hex(network), dao, evidence, round, reviewer].join(" ");
}

/** This browser's key for salts of a person; made when it is first asked for. */
export async function keyOf(network: Uint8Array, account: bigint): Promise<CryptoKey> {
  const name = `${hex(network)} ${account}`;
  const known = await saltKey(name);
  if (known !== null) return known;
  const made = await makeSaltKey();
  await setSaltKey(name, made);
  return made;
}

/** What a form that seals or opens needs of this browser; `null` for any other form, also for one that
 * says its seal itself. */
export async function sealed(
  ctx: Context,
  form: HTMLFormElement,
  action: Action,
): Promise<Sealed | null> {
  switch (action.name) {
    case "seal-review":
    case "reveal-review":
      return find(form, "[name=_quality]") === null ? null : rated(ctx, form, action.name);
    case "enter-contest":
      return find(form, "[name=_work]") === null ? null : entered(ctx, form);
    case "open-entry":
      return opened(ctx, form);
    case "seal-bid":
    case "open-bid":
      return find(form, "[name=_units]") === null ? null : bidding(ctx, form, action.name === "seal-bid");
    default:
      return null;
  }
}

async function rated(ctx: Context, form: HTMLFormElement, name: string): Promise<Sealed> {
  const matter = matterOf(ctx, form);
  if (matter === null) throw new Fault("nobody");
  const own = readRating(written(form, "_quality"), written(form, "_hours"));
  const rating = own ?? (name === "reveal-review" ? await kept(nameOf(matter)) : null);
  if (rating === null) throw new Fault("no-rating");
  const salt = await saltOf(await keyOf(matter.network, matter.reviewer), matter);
  if (name === "seal-review") {
    // Before it is signed: what is sealed and forgotten cannot be opened.
    await setRating(nameOf(matter), rating);
    const seal = hex(sealOf(matter, rating, salt));
    return { made: { sealed: seal }, seal: ["sealed", seal], words: wordsOf(ctx, rating) };
  }
  const size = `${rating.minutes}m`;
  const made = { quality: String(rating.quality), size, salt: integer(salt).toString() };
  return { made, seal: null, words: "" };
}

function wordsOf(ctx: Context, { quality, minutes }: Rating): string {
  const hours = String(Math.round((minutes / 60) * 100) / 100);
  return ctx.say("signer-sealed-rating", { quality: String(quality), hours });
}

/** Whose entry in which contest. */
function contestOf(ctx: Context, form: HTMLFormElement): readonly [bigint, bigint, bigint] {
  const numbers = [written(form, "dao"), written(form, "task"), ctx.me?.account ?? ""];
  if (!numbers.every((text) => /^\d+$/.test(text))) throw new Fault("nobody");
  return numbers.map(BigInt) as [bigint, bigint, bigint];
}

async function entered(ctx: Context, form: HTMLFormElement): Promise<Sealed> {
  const of = contestOf(ctx, form);
  const text = tidy(written(form, "_work"));
  if (text === "") throw new Fault("no-entry");
  const salt = await entrySalt(await keyOf(ctx.networkBytes, of[2]), ctx.networkBytes, of);
  await setEntry([ctx.network, ...of].join(" "), text);
  const seal = hex(entrySeal(of[1], of[2], salt, text));
  return { made: { seal }, seal: ["seal", seal], words: ctx.say("signer-sealed-entry", { text }) };
}

async function opened(ctx: Context, form: HTMLFormElement): Promise<Sealed> {
  const of = contestOf(ctx, form);
  const own = tidy(written(form, "work"));
  const text = own === "" ? await entry([ctx.network, ...of].join(" ")) : own;
  if (text === null) throw new Fault("no-entry");
  const salt = await entrySalt(await keyOf(ctx.networkBytes, of[2]), ctx.networkBytes, of);
  return { made: { work: text, "x-salt": hex(salt) }, seal: null, words: "" };
}

/** The same task, with what is behind its seal in words; refuses an act with another seal. */
export function inWordsOf(task: Read, of: Sealed): Read {
  if (of.seal === null) return task;
  const [name, hash] = of.seal;
  const at = task.action.fields.findIndex((field) => field.name === name);
  const value = decodeFields(task.action.fields, task.act.body)[at];
  const there = value?.is === "hash" ? value.hash : null;
  const own = unhex(hash);
  if (there === null || own === null || !same(there, own)) throw new Fault("other-action");
  return { ...task, says: `${task.says} ${of.words}` };
}

/** Fills in what was sealed here, in forms that open it. */
export async function fillSealed(ctx: Context): Promise<void> {
  for (const form of every("form[data-act=reveal-review]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    const matter = matterOf(ctx, form);
    const known = matter === null ? null : await kept(nameOf(matter)).catch(() => null);
    if (known === null) continue;
    fill(form, "[name=_quality]", String(known.quality));
    fill(form, "[name=_hours]", String(known.minutes / 60));
  }
  for (const form of every("form[data-act=open-entry]")) {
    if (!(form instanceof HTMLFormElement) || ctx.me === null) continue;
    const known = await entry([ctx.network, ...contestOf(ctx, form)].join(" ")).catch(() => null);
    if (known !== null) fill(form, "[name=work]", known);
  }
  await fillBids(ctx);
}

/** Writes into a field that is empty. */
export function fill(place: Element, selector: string, text: string): void {
  const input = find(place, selector);
  const takes = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
  if (takes && input.value === "") input.value = text;
}
