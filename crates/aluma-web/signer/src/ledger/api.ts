// The ledger's API as the signer asks it: never what the page says, always the ledger.

import { hex } from "../bytes.ts";
import { Fault, problemOf, type Problem, Refused } from "../fault.ts";
import type { Lang } from "../words/fluent.ts";

/** Where and as whom the ledger is asked. */
export interface Asking {
  readonly lang: Lang;
  /** A reading session, for what only members see. */
  readonly reading: string | null;
  /** The public half of an invitation's secret. */
  readonly invitation: string | null;
}

/** A text with its salt, as it is handed in. */
export interface Body {
  readonly salt: string;
  readonly text: string;
}

/** What became of a transaction. */
export interface Fate {
  readonly id: string;
  readonly status: "done" | "refused" | "fault" | "dropped" | "pending";
  readonly height: number | null;
  /** The number of what it made. */
  readonly made: string | null;
  readonly refusal: Problem | null;
}

/** How long a block is waited for. */
const WAIT_MS = 15_000;

function headers(asking: Asking): Headers {
  const all = new Headers({ "accept-language": asking.lang });
  if (asking.reading !== null) all.set("authorization", `Aluma ${asking.reading}`);
  if (asking.invitation !== null) all.set("aluma-invitation", asking.invitation);
  return all;
}

async function call(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, cache: "no-store", credentials: "same-origin" });
  } catch {
    throw new Fault("unreachable");
  }
  const json: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(problemOf(json));
  return json;
}

function post(path: string, asking: Asking, body: unknown): Promise<unknown> {
  const all = headers(asking);
  all.set("content-type", "application/json");
  return call(path, { method: "POST", headers: all, body: JSON.stringify(body) });
}

/** A view's answer. */
export async function view(
  asking: Asking,
  name: string,
  params: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const query = new URLSearchParams(params).toString();
  const told = await call(`/v1/views/${name}?${query}`, { headers: headers(asking) });
  return ((told as Record<string, unknown> | null)?.answer ?? {}) as Record<string, unknown>;
}

/** The ledger's name and clock, which are everybody's: a statement that has run out is not shown, so
 * that a new one can be made. */
export async function status(asking: Asking): Promise<{ network: string; now: number }> {
  const all = headers({ ...asking, reading: null });
  const told = (await call("/v1/status", { headers: all })) as Record<string, unknown>;
  if (typeof told.network !== "string" || typeof told.now !== "number") throw new Fault("unreachable");
  return { network: told.network, now: told.now };
}

/** The typed data that the ledger would show a wallet: the signer makes its own and compares. */
export function typedData(
  asking: Asking,
  payload: Uint8Array,
  bodies: readonly Body[],
): Promise<unknown> {
  return post("/v1/typed-data", asking, { payload: hex(payload), bodies });
}

/** Hands a transaction in and waits for what becomes of it. */
export async function submit(
  asking: Asking,
  transaction: Uint8Array,
  bodies: readonly Body[],
): Promise<Fate> {
  const body = { transaction: hex(transaction), bodies, wait_ms: WAIT_MS };
  // Reading sessions are nobody's business here: the signed bytes are the owner's.
  const told = await post("/v1/transactions", { ...asking, reading: null }, body);
  const of = told as Record<string, unknown>;
  const receipt = (of.receipt ?? {}) as Record<string, unknown>;
  const whole = (value: unknown): number | null => (typeof value === "number" ? value : null);
  return {
    id: String(of.id),
    status: of.status as Fate["status"],
    height: whole(receipt.height),
    made: whole(receipt.made)?.toString() ?? null,
    refusal: of.refusal === undefined ? null : problemOf(of.refusal),
  };
}
