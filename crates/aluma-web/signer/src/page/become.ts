// Being one of a demo's made-up people, whose keys protect nothing: anybody may have them.

import { hex, unhex } from "../bytes.ts";
import { keyText } from "../codec/keys.ts";
import { read } from "../enter.ts";
import { Fault } from "../fault.ts";
import { takeKey } from "../keys/ed25519.ts";
import { now } from "../ledger/clock.ts";
import { type Identity, remember } from "../store.ts";
import type { Context } from "./context.ts";

/** How long this browser goes on as somebody. */
const LASTS_MS = 365 * 86_400_000;

/** Takes the key of one of the people, reads and acts as them from here on. A browser that holds a
 * key of its own person keeps to it. */
export async function become(ctx: Context, account: string): Promise<boolean> {
  if (ctx.me !== null && ctx.me.owner.scheme !== "ed25519") throw new Fault("somebody");
  const response = await fetch("/demo/become", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: Number(account) }),
    credentials: "same-origin",
  }).catch(() => null);
  if (!response?.ok) throw new Fault("unreachable");
  const told = (await response.json()) as Record<string, unknown>;
  const secret = typeof told.secret === "string" ? unhex(told.secret) : null;
  if (secret?.length !== 32 || typeof told.key !== "number") throw new Fault("unreadable");
  const { pair, key } = await takeKey(secret);
  const until = (await now(ctx.asking, ctx.network)) + LASTS_MS;
  const held = { public: keyText(key), key: told.key };
  const me: Identity = {
    network: ctx.network,
    account: `${Number(account)}`,
    owner: { ...held, scheme: "ed25519", handle: hex(key.point) },
    session: { ...held, pair, until },
    reading: null,
  };
  await remember(me);
  await read({ ...ctx, me }, me);
  location.assign("/mine");
  return true;
}
