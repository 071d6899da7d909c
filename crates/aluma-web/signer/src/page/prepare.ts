// From a page's form to the bytes of an act: the page's own work, whose result is read anew here.

import { unhex } from "../bytes.ts";
import { type Act, readAct } from "../codec/act.ts";
import { whole } from "../codec/reader.ts";
import { Fault, problemOf, Refused } from "../fault.ts";
import type { Body } from "../ledger/api.ts";
import { attribute, root } from "../dialog/dom.ts";

/** What a form comes to. */
export interface Prepared {
  readonly act: Act;
  readonly bodies: readonly Body[];
}

/** The fields of a form as a browser would send them, with those that are made here. */
export function pairsOf(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  made: Readonly<Record<string, string>> = {},
): string {
  const pairs = new URLSearchParams();
  const isButton = submitter instanceof HTMLButtonElement || submitter instanceof HTMLInputElement;
  for (const [name, value] of new FormData(form, isButton ? submitter : null)) {
    // What begins so is for the browser alone, secrets among it.
    if (typeof value === "string" && !name.startsWith("_")) pairs.append(name, value);
  }
  for (const [name, value] of Object.entries(made)) pairs.set(name, value);
  return pairs.toString();
}

/** Asks the form's address for the act. */
export async function prepare(
  form: HTMLFormElement,
  pairs: string,
  invitation: string | null = null,
): Promise<Prepared> {
  const headers = new Headers({
    "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    "accept-language": root().lang,
  });
  if (invitation !== null) headers.set("aluma-invitation", invitation);
  let response: Response;
  try {
    const init: RequestInit = { method: "POST", headers, body: pairs, credentials: "same-origin" };
    response = await fetch(attribute(form, "action") ?? "", init);
  } catch {
    throw new Fault("unreachable");
  }
  const json = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (!response.ok) throw new Refused(problemOf(json));
  return read(json);
}

function read(json: Record<string, unknown> | null): Prepared {
  const bytes = typeof json?.act === "string" ? unhex(json.act) : null;
  if (bytes === null || !Array.isArray(json?.bodies)) throw new Fault("unreadable");
  const bodies = json.bodies.map((body: unknown): Body => {
    const { salt, text } = (body ?? {}) as Record<string, unknown>;
    if (typeof salt !== "string" || typeof text !== "string") throw new Fault("texts");
    return { salt, text };
  });
  try {
    return { act: whole(bytes, readAct), bodies };
  } catch {
    throw new Fault("unreadable");
  }
}
