// Forms that seal a rating and open it: quality and hours stay here until they are opened.

import { hex, integer, same, unhex } from "../bytes.ts";
import type { Action } from "../catalog.ts";
import { decodeFields } from "../codec/value.ts";
import type { Read } from "../confirm.ts";
import { every, find } from "../dialog/dom.ts";
import { Fault } from "../fault.ts";
import { type Matter, makeSaltKey, type Rating, readRating, saltOf, sealOf } from "../seal.ts";
import { rating as kept, saltKey, setRating, setSaltKey } from "../store.ts";
import type { Context } from "./context.ts";

/** What this browser adds to a form that seals or opens. */
export interface Sealed {
  readonly made: Readonly<Record<string, string>>;
  readonly rating: Rating;
  readonly seal: string;
}

function written(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
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
async function keyOf(matter: Matter): Promise<CryptoKey> {
  const name = `${hex(matter.network)} ${matter.reviewer}`;
  const known = await saltKey(name);
  if (known !== null) return known;
  const made = await makeSaltKey();
  await setSaltKey(name, made);
  return made;
}

/** What a form that seals or opens a rating needs of this browser; `null` for any other form, also for
 * one that says its seal itself. */
export async function sealed(
  ctx: Context,
  form: HTMLFormElement,
  action: Action,
): Promise<Sealed | null> {
  const opens = action.name === "reveal-review";
  if ((!opens && action.name !== "seal-review") || find(form, "[name=_quality]") === null) return null;
  const matter = matterOf(ctx, form);
  if (matter === null) throw new Fault("nobody");
  const own = readRating(written(form, "_quality"), written(form, "_hours"));
  const rating = own ?? (opens ? await kept(nameOf(matter)) : null);
  if (rating === null) throw new Fault("no-rating");
  const salt = await saltOf(await keyOf(matter), matter);
  const seal = hex(sealOf(matter, rating, salt));
  if (!opens) {
    // Before it is signed: what is sealed and forgotten cannot be opened.
    await setRating(nameOf(matter), rating);
    return { made: { sealed: seal }, rating, seal };
  }
  const size = `${rating.minutes}m`;
  const made = { quality: String(rating.quality), size, salt: integer(salt).toString() };
  return { made, rating, seal };
}

/** The same task, with the rating behind its seal in words; refuses an act with another seal. */
export function inWordsOf(ctx: Context, task: Read, of: Sealed): Read {
  if (task.action.name !== "seal-review") return task;
  const at = task.action.fields.findIndex((field) => field.name === "sealed");
  const value = decodeFields(task.action.fields, task.act.body)[at];
  const there = value?.is === "hash" ? value.hash : null;
  const own = unhex(of.seal);
  if (there === null || own === null || !same(there, own)) throw new Fault("other-action");
  const { quality, minutes } = of.rating;
  const hours = String(Math.round((minutes / 60) * 100) / 100);
  const words = ctx.say("signer-sealed-rating", { quality: String(quality), hours });
  return { ...task, says: `${task.says} ${words}` };
}

/** Fills in what was sealed here, in forms that open it. */
export async function fillRatings(ctx: Context): Promise<void> {
  for (const form of every("form[data-act=reveal-review]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    const matter = matterOf(ctx, form);
    const known = matter === null ? null : await kept(nameOf(matter)).catch(() => null);
    if (known === null) continue;
    fill(form, "[name=_quality]", String(known.quality));
    fill(form, "[name=_hours]", String(known.minutes / 60));
  }
}

function fill(form: HTMLFormElement, selector: string, text: string): void {
  const input = find(form, selector);
  if (input instanceof HTMLInputElement && input.value === "") input.value = text;
}
