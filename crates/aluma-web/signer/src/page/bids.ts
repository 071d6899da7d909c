// Forms that seal a bid of an auction and open it. What the sale sells and takes is asked of the ledger, so
// that no page decides how many digits of a number are shares or money.

import { type Bid, type BidOf, bidCost, bidOf, bidSalt, bidSeal, codeOf, readCode, type Step } from "../bid.ts";
import { hex, integer } from "../bytes.ts";
import { every, find } from "../dialog/dom.ts";
import { Fault } from "../fault.ts";
import { view } from "../ledger/api.ts";
import { bid as kept, setBid } from "../store.ts";
import * as parse from "../words/parse.ts";
import * as show from "../words/show.ts";
import type { Context } from "./context.ts";
import { fill, keyOf, type Sealed, written } from "./sealed.ts";

/** What a sale sells and takes. */
interface Terms {
  readonly share: Unit;
  readonly pay: Unit;
  /** Base units of the share in one lot. */
  readonly per: bigint;
}

interface Unit {
  readonly symbol: string;
  readonly decimals: number;
}

const said = (units: bigint, unit: Unit): string => `${show.amount(units, unit.decimals)} ${unit.symbol}`;

function whoOf(ctx: Context, place: Element): BidOf | null {
  const numbers = [written(place, "dao"), written(place, "sale"), ctx.me?.account ?? ""];
  if (!numbers.every((text) => /^\d+$/.test(text))) return null;
  const [dao, sale, account] = numbers.map(BigInt) as [bigint, bigint, bigint];
  return { network: ctx.networkBytes, dao, sale, account };
}

/** Under which name a bid is kept here. */
const nameOf = ({ network, dao, sale, account }: BidOf): string =>
  [hex(network), dao, sale, account].join(" ");

async function unitOf(ctx: Context, asset: unknown): Promise<Unit> {
  const what = (await view(ctx.asking, "asset", { asset: String(asset) })).what;
  const { symbol, decimals } = (what ?? {}) as Record<string, unknown>;
  if (typeof symbol !== "string" || typeof decimals !== "number") throw new Fault("unreadable");
  return { symbol, decimals };
}

async function termsOf(ctx: Context, { dao, sale }: BidOf): Promise<Terms> {
  const what = (await view(ctx.asking, "sale", { dao: `${dao}`, sale: `${sale}` })).what;
  const { share, pay, kind } = (what ?? {}) as Record<string, unknown>;
  const auction = (kind as { auction?: { floor?: { per?: unknown } } } | undefined)?.auction;
  const per = String(auction?.floor?.per ?? "");
  if (!/^[1-9]\d*$/.test(per)) throw new Fault("unreadable");
  const [of, money] = await Promise.all([unitOf(ctx, share), unitOf(ctx, pay)]);
  return { share: of, pay: money, per: BigInt(per) };
}

/** Steps of one bid: `aluma_core::invest::types::MAX_STEPS`. */
const MAX_STEPS = 8;
/** What the names of a step's fields end with. */
const ends = Array.from({ length: MAX_STEPS }, (_, place) => (place === 0 ? "" : `.${place}`));

/** The bid that a form says; `null` where it is none. */
function readBid(form: Element, terms: Terms): Bid | null {
  const steps: Step[] = [];
  for (const end of ends) {
    const said = [written(form, `_units${end}`), written(form, `_price${end}`)] as const;
    if (end !== "" && said.every((text) => text === "")) continue;
    const units = parse.amount(said[0], terms.share.decimals);
    const price = parse.amount(said[1], terms.pay.decimals);
    if (units === null || units === 0n || price === null) return null;
    steps.push({ units, price });
  }
  return bidOf(steps);
}

/** A bid in words, step by step. */
function stepsOf(ctx: Context, bid: Bid, { share, pay, per }: Terms): string {
  const lot = said(per, share);
  const step = ({ units, price }: Step): string =>
    ctx.say("signer-bid-step", { units: said(units, share), price: said(price, pay), lot });
  return bid.map(step).join("; ");
}

/** What a form that seals or opens a bid needs of this browser. */
export async function bidding(ctx: Context, form: HTMLFormElement, seals: boolean): Promise<Sealed> {
  const who = whoOf(ctx, form);
  if (who === null) throw new Fault("nobody");
  const terms = await termsOf(ctx, who);
  const bid = readBid(form, terms);
  if (bid === null) throw new Fault("no-bid");
  return seals ? sealing(ctx, form, who, bid, terms) : opening(form, who, bid);
}

async function sealing(
  ctx: Context,
  form: HTMLFormElement,
  who: BidOf,
  bid: Bid,
  terms: Terms,
): Promise<Sealed> {
  const salt = await bidSalt(await keyOf(who.network, who.account), who);
  // Before it is signed: what is sealed and forgotten cannot be opened.
  await setBid(nameOf(who), bid);
  const seal = hex(bidSeal(who, bid, salt));
  const made: Record<string, string> = { seal };
  const cost = bidCost(bid, terms.per);
  if (written(form, "deposit.number") === "") made["deposit.number"] = show.amount(cost, terms.pay.decimals);
  const words = ctx.say("signer-sealed-bid", {
    steps: stepsOf(ctx, bid, terms),
    cost: said(cost, terms.pay),
    code: codeOf(hex(salt)),
  });
  return { made, seal: ["seal", seal], words };
}

async function opening(form: HTMLFormElement, who: BidOf, bid: Bid): Promise<Sealed> {
  const code = written(form, "_code");
  const own = code === "" ? await bidSalt(await keyOf(who.network, who.account), who) : readCode(code);
  if (own === null) throw new Fault("no-code");
  const made: Record<string, string> = { salt: integer(own).toString() };
  for (const [place, step] of bid.entries()) {
    made[`steps[${place}].units`] = `${step.units}`;
    made[`steps[${place}].price`] = `${step.price}`;
  }
  return { made, seal: null, words: "" };
}

/** Fills in what was bid here, and shows the code that opens it elsewhere. */
export async function fillBids(ctx: Context): Promise<void> {
  for (const place of every("form[data-act=open-bid], [data-bid]")) {
    const who = whoOf(ctx, place);
    const bid = who === null ? null : await kept(nameOf(who)).catch(() => null);
    if (who === null || bid === null) continue;
    const terms = await termsOf(ctx, who);
    for (const [at, step] of bid.entries()) {
      fill(place, `[name="_units${ends[at]}"]`, show.amount(step.units, terms.share.decimals));
      fill(place, `[name="_price${ends[at]}"]`, show.amount(step.price, terms.pay.decimals));
    }
    const more = find(place, "details[data-steps]");
    if (more instanceof HTMLDetailsElement && bid.length > 1) more.open = true;
    const told = find(place, "[data-bid-words]");
    if (told === null) continue;
    const code = codeOf(hex(await bidSalt(await keyOf(who.network, who.account), who)));
    told.textContent = ctx.say("signer-kept-bid", { steps: stepsOf(ctx, bid, terms), code });
    told.hidden = false;
  }
}
