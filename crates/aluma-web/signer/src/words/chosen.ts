// What an answer to a poll chooses, by the names of the options: the bytes hold their places.

import type { Action } from "../catalog.ts";
import type { Act } from "../codec/act.ts";
import { decodeFields } from "../codec/value.ts";
import { view } from "../ledger/api.ts";
import type { Context } from "../page/context.ts";

/** A sentence to stand behind the act's own; nothing for any other act, and where the poll cannot be
 * read: then its places alone are said, which is what is signed. */
export async function chosen(ctx: Context, action: Action, act: Act): Promise<string> {
  if (action.name !== "answer") return "";
  const values = decodeFields(action.fields, act.body);
  const [poll, marks] = ["poll", "marks"].map(
    (name) => values[action.fields.findIndex((field) => field.name === name)],
  );
  if (poll?.is !== "uint" || marks?.is !== "list") return "";
  const places = marks.items.map((mark) => (mark.is === "uint" ? Number(mark.number) : -1));
  const told = await view(ctx.asking, "poll", { poll: `${poll.number}` }).catch(() => null);
  const options = Array.isArray(told?.options) ? told.options : [];
  const name = (place: number): string => {
    const text = (options[place] as { text?: unknown } | undefined)?.text;
    return typeof text === "string" ? text : `${place + 1}`;
  };
  const names =
    told?.kind === "score"
      ? places.map((score, at) => `${name(at)}: ${score}`)
      : places.map((place) => name(place));
  return names.length === 0 ? "" : ` ${ctx.say("signer-chosen", { what: names.join(" · ") })}`;
}
