// The words behind the ids of an act: asked of the ledger itself, held against what this browser saw
// before.

import { hex, unhex } from "../bytes.ts";
import type { Catalog, IdKind } from "../catalog.ts";
import type { Act } from "../codec/act.ts";
import { walk } from "../codec/walk.ts";
import { Fault } from "../fault.ts";
import { bodyId } from "../hash.ts";
import { type Pin, pin, setPin } from "../store.ts";
import type { Asset, Lookup } from "../words/lookup.ts";
import { type Asking, type Body, view } from "./api.ts";

/** A name or an asset that is not what this browser saw before. */
export interface Change {
  readonly kind: IdKind;
  readonly id: bigint;
  readonly before: Pin;
  readonly now: Pin;
}

/** What was found out about an act. */
export interface Known {
  readonly lookup: Lookup;
  readonly changes: readonly Change[];
  /** Remembers what was seen: when the person signed. */
  readonly accept: () => Promise<void>;
}

/** Names that are asked for one act at most: sentences name few. */
const MOST = 64;
/** Characters that no text of the ledger holds: controls, marks of direction, a byte order mark. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]/;

/** Finds out what an act's ids and its signer are called, and that its texts are the ones it names. */
export async function gather(
  catalog: Catalog,
  act: Act,
  bodies: readonly Body[],
  asking: Asking,
  network: string,
  signer: bigint | null,
): Promise<Known> {
  const { ids, texts } = needs(catalog, act, signer);
  const words = held(bodies, texts);
  const found = new Map<string, Pin>();
  const changes: Change[] = [];
  const one = async (kind: IdKind, id: bigint): Promise<void> => {
    const now = await asked(asking, kind, id);
    if (now === null) return;
    const thing = `${kind} ${id}`;
    found.set(thing, now);
    const before = await pin(network, thing).catch(() => null);
    const differs = before !== null && (before.name !== now.name || before.decimals !== now.decimals);
    if (differs) changes.push({ kind, id, before, now });
  };
  await Promise.all(ids.slice(0, MOST).map(([kind, id]) => one(kind, id)));
  const asset = (id: bigint): Asset | null => {
    const known = found.get(`AssetId ${id}`);
    return known === undefined ? null : { symbol: known.name, decimals: known.decimals };
  };
  const lookup: Lookup = {
    body(id) {
      const text = words.get(hex(id));
      return text === undefined ? { is: "missing" } : { is: "present", words: text };
    },
    asset,
    name: (kind, id) => found.get(`${kind} ${id}`)?.name ?? null,
  };
  const accept = async (): Promise<void> => {
    await Promise.all([...found].map(([thing, now]) => setPin(network, thing, now)));
  };
  return { lookup, changes, accept };
}

/** Ids and texts of an act and of the acts inside it, and its signer. Refuses what is not canonical. */
function needs(
  catalog: Catalog,
  act: Act,
  signer: bigint | null,
): { ids: [IdKind, bigint][]; texts: Map<string, number> } {
  const ids = new Map<string, [IdKind, bigint]>();
  const texts = new Map<string, number>();
  if (signer !== null) ids.set(`AccountId ${signer}`, ["AccountId", signer]);
  walk(catalog, act, ({ shape, value }) => {
    if (value.is === "amount") ids.set(`AssetId ${value.asset}`, ["AssetId", value.asset]);
    else if (value.is === "body" || value.is === "name") texts.set(hex(value.id), value.length);
    else if (value.is === "uint" && shape.kind === "uint" && shape.id !== "") {
      ids.set(`${shape.id} ${value.number}`, [shape.id, value.number]);
    }
  });
  // Assets first: how much money it is says more than what anybody is called.
  const sorted = [...ids.values()].sort(([a], [b]) => Number(b === "AssetId") - Number(a === "AssetId"));
  return { ids: sorted, texts };
}

/** The words of every text that the act names, each of them and no other. */
function held(bodies: readonly Body[], texts: ReadonlyMap<string, number>): Map<string, string> {
  const words = new Map<string, string>();
  for (const { salt, text } of bodies) {
    const bytes = unhex(salt);
    if (bytes === null || bytes.length !== 32 || FORBIDDEN.test(text)) throw new Fault("texts");
    words.set(hex(bodyId(bytes, text)), text);
  }
  for (const [id, length] of texts) {
    const text = words.get(id);
    if (text === undefined || new TextEncoder().encode(text).length !== length) {
      throw new Fault("texts");
    }
  }
  if ([...words.keys()].some((id) => !texts.has(id))) throw new Fault("texts");
  return words;
}

/** What the ledger calls something; `null` where it has no name, or none that this reader may see. */
async function asked(asking: Asking, kind: IdKind, id: bigint): Promise<Pin | null> {
  const text = (of: unknown): string | null => {
    const words = (of as { text?: unknown } | null)?.text;
    return typeof words === "string" && words !== "" && !FORBIDDEN.test(words) ? words : null;
  };
  const named = (name: string | null): Pin | null => (name === null ? null : { name, decimals: -1 });
  try {
    switch (kind) {
      case "AccountId":
        return named(text((await view(asking, "account", { account: `${id}` })).name));
      case "DaoId":
        return named(text((await view(asking, "dao", { dao: `${id}` })).name));
      case "AssetId": {
        const what = (await view(asking, "asset", { asset: `${id}` })).what as Record<string, unknown>;
        const { symbol, decimals } = what ?? {};
        if (typeof symbol !== "string" || typeof decimals !== "number") return null;
        return { name: symbol, decimals };
      }
      case "ProposalId":
        return named(text((await view(asking, "proposal", { proposal: `${id}` })).title));
      case "PollId":
        return named(text((await view(asking, "poll", { poll: `${id}` })).question));
      default:
        return null;
    }
  } catch {
    // Shown by its number alone, which is what is signed.
    return null;
  }
}
