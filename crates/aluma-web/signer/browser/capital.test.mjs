// Buy, dividend, leave, in real browsers and by keyboard alone: somebody buys shares at a price, seals a bid in an
// auction and opens it when the time comes, takes her part of the income, and leaves with a part of what the community
// owns. Each amount is on the page before it is signed and after. On a phone in Hebrew, on a desk in English.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { launch } from "./harness.mjs";
import { hands, told } from "./hands.mjs";
import { ledger } from "./ledger.mjs";

const shots = process.env.ALUMA_SHOTS;

let browser;
let at;

before(async () => {
  [browser, at] = await Promise.all([launch(), ledger("--clock", "manual")]);
  if (shots) mkdirSync(shots, { recursive: true });
});
after(async () => {
  await browser.close();
  await at.stop();
});

const TEXTS = {
  en: { name: "The oven", terms: "For a second oven.", lose: /may lose all of it/, kept: /This browser opens it/ },
  he: { name: "התנור", terms: "לתנור שני.", lose: /שאפסיד את כל הסכום/, kept: /הדפדפן הזה פותח אותה/ },
};

/** Runs time on to a moment of the ledger, and a second more. */
async function until(moment) {
  const { now } = await (await fetch(new URL("v1/status", at.url))).json();
  await at.aluma("advance", `${Math.max(0, moment - now) + 1000}ms`);
}

/** The table tells of so many steps and prompts. */
function counts(who, journey) {
  assert.deepEqual({ steps: who.steps, prompts: who.prompts }, told(journey), `${who.mark}: ${journey}`);
}

async function view(path) {
  const told = await (await fetch(new URL(`v1/views/${path}`, at.url))).json();
  return told.answer;
}

/** A bakery of two at command lines that sells shares, at 5 EUR each and by auction, and shares half of its income. */
async function bakery(lang, words) {
  const people = {};
  for (const name of ["ben", "cleo"]) {
    const file = `${at.folder}/capital-${lang}-${name}`;
    await at.aluma("key", "new", `capital-${lang}-${name}`, "--key-file", file);
    people[name] = (...act) => at.aluma("--key-file", file, ...act);
  }
  const { ben, cleo } = people;
  const handle = (name) => `${name}-buys-${lang}`;
  const { secret } = await at.aluma("do", "invite", "--uses", "2", "--valid-for", "7d");
  await ben("do", "join", "--secret", secret, "--handle", handle("ben"));
  await cleo("do", "join", "--secret", secret, "--handle", handle("cleo"));
  const held = (units) => ["ben", "cleo"].map((name) => ({ to: `@${handle(name)}`, units }));
  const money = { symbol: "EUR", decimals: 2, kind: "token", supply: "40000", holders: held("90000") };
  const share = { symbol: "SH", decimals: 0, kind: "economic-share", supply: "0", holders: held("100") };
  const changes = { "exit.promise": "permanent", "exit.asset": "SH", "exit.notice": "3d", "mint.cap": "100%" };
  const named = ["--handle", `oven-${lang}`, "--name", words.name, "--purpose", "Bread."];
  const ways = ["--joining", "invitation", "--manner", "small-circle"];
  const rules = Object.entries(changes).map(([key, value]) => ({ key, value }));
  const list = (name, rows) => rows.flatMap((row) => [`--${name}`, JSON.stringify(row)]);
  const lists = [...list("assets", [money, share]), ...list("changes", rules)];
  const { receipt } = await ben("do", "found", ...named, ...ways, ...lists);
  const dao = String(receipt.made);
  const invite = ["--dao", dao, "--uses", "4", "--valid-for", "60d", "--vouch"];
  const invitation = await ben("do", "invite", ...invite);
  await cleo("do", "join", "--dao", dao, "--secret", invitation.secret);
  const price = { pay: "500", per: "1" };
  const sale = { action: "open-sale", share: "SH", pay: "EUR", terms: words.terms };
  const auction = { floor: price, threshold: "0", reveal: "5d" };
  const acts = [
    { ...sale, units: "60", lasts: "80d", kind: { fixed: { price } } },
    { ...sale, units: "30", lasts: "20d", kind: { auction } },
    { action: "share-income", share: "SH", asset: "EUR", rate: "50%", every: "7d" },
  ];
  const propose = ["do", "propose", "--dao", dao, "--title", words.terms, "--actions", JSON.stringify(acts)];
  const proposal = String((await ben(...propose)).receipt.made);
  for (const as of [ben, cleo]) {
    await as("do", "vote", "--proposal", proposal, "--choice", "for", "--last");
  }
  await at.aluma("advance", "15d");
  return { dao, handle, people, link: `${at.url}join#${invitation.secret}` };
}

async function capital(lang, size) {
  const words = TEXTS[lang];
  const { dao, handle, people, link } = await bakery(lang, words);
  const { ben, cleo } = people;
  const ana = await hands(browser, `capital-${lang}-${size}`, { lang, size });
  const shows = async (text) => ana.page.locator("main").getByText(text).first().waitFor();
  await ana.comeIn(link, handle("ana"));
  const to = JSON.stringify({ account: { account: `@${handle("ana")}` } });
  await ben("do", "transfer", "--to", to, "--amount", "200 EUR");
  const { sales } = await view(`sales?dao=${dao}`);
  const [fixed, sealing] = sales.map(({ sale }) => String(sale));
  const [here, auction] = [`/c/${dao}/capital`, `/c/${dao}/capital/${sealing}`];

  // She buys 20 at 5 EUR.
  await ana.open(`${at.url}c/${dao}`);
  await ana.follow(`main a[href='${here}']`, "capital");
  await ana.follow(`main a[href='${here}/${fixed}']`, "sale");
  await ana.write("[name=units]", "20");
  await ana.write("[name='most.number']", "100");
  await ana.press("form[data-act=buy-shares] .buttons button[type=submit]");
  assert.match(await ana.sign("buy-words"), words.lose);
  await ana.goOn();
  await shows("100 EUR");
  await ana.arrive("bought");

  // She bids for 10 at 7 EUR and 5 more at 5.50, and Cleo for 25 at 6. At most she pays 82.50: 15 at 5.50.
  await ana.open(`${at.url}c/${dao}/capital`);
  ana.begin();
  await ana.follow(`main a[href='${auction}']`, "auction");
  assert.match(await ana.reads("main"), /5%|5 %/);
  await ana.write("[name=_units]", "10");
  await ana.write("[name=_price]", "7");
  await ana.page.locator("details[data-steps] summary").click();
  await ana.page.locator("[name='_units.1']").fill("5");
  await ana.page.locator("[name='_price.1']").fill("5.5");
  await ana.press("form[data-act=seal-bid] .buttons button[type=submit]");
  const sealed = await ana.sign("seal-words");
  for (const sum of ["10 SH", "7 EUR", "5 SH", "5.5 EUR", "82.5 EUR"]) assert.ok(sealed.includes(sum), sealed);
  assert.match(sealed, words.lose);
  const code = /(?:[0-9a-f]{4}-){7}[0-9a-f]{4}/.exec(sealed)?.[0];
  assert.ok(code, sealed);
  await ana.goOn();
  counts(ana, "Bid in an auction of shares");
  await ana.page.locator("[data-bid-words]:not([hidden])").waitFor();
  const kept = await ana.reads("[data-bid-words]");
  assert.ok(words.kept.test(kept) && kept.includes(code), kept);
  await ana.arrive("sealed");
  await cleo("bid", "--dao", dao, "--sale", sealing, "--shares", "25", "--price", "6");

  // 440 EUR come in: half of it is shared by 220 units.
  const paid = JSON.stringify({ paid: { amount: "440 EUR", pot: 0 } });
  await ben("do", "record-income", "--dao", dao, "--kind", "sale", "--received", paid, "--purpose", "Bread");
  await at.aluma("advance", "8d");
  await ana.open(`${at.url}portfolio`);
  await shows("20 EUR");
  await ana.look("portfolio");
  await ana.press("form[data-act=take-dividend] .buttons button[type=submit]");
  await ana.sign("take-words");
  await ana.goOn();
  await ana.arrive("taken");

  // The time to bid is over: what this browser sealed stands in the form.
  const { what } = await view(`sale?dao=${dao}&sale=${sealing}`);
  await until(what.until);
  ana.begin();
  await ana.open(`${at.url}c/${dao}/capital/${sealing}`);
  await ana.page.waitForFunction(() => document.querySelector("[name=_units]")?.value === "10");
  assert.equal(await ana.page.locator("[name='_price.1']").inputValue(), "5.5");
  await ana.look("open");
  await ana.press("form[data-act=open-bid] .buttons button[type=submit]");
  await ana.sign("open-words");
  await ana.goOn();
  counts(ana, "Open the bid");
  await ana.arrive("opened");
  await cleo("bid", "--dao", dao, "--sale", sealing, "--shares", "25", "--price", "6");
  await until(what.opened_until);
  // Both pay 6 EUR: she 60 for 10, with 22.50 of her 82.50 back; 6 is more than she would pay for 5 more.
  await ana.open(`${at.url}c/${dao}/capital/${sealing}`);
  for (const sum of ["60 EUR", "22.5 EUR", "120 EUR", "180 EUR"]) await shows(sum);
  await ana.look("cleared");

  // 900 EUR are free for 250 units: 25 of them bring 90.
  await ana.open(`${at.url}c/${dao}/capital`);
  const leaving = await ana.reads("main");
  for (const sum of ["900 EUR", "250 SH", "108 EUR"]) assert.ok(leaving.includes(sum), leaving);
  await ana.look("leave");
  await ana.write("[name='shares.number']", "25");
  await ana.press("form[data-act=leave-with-part] .buttons button[type=submit]");
  assert.ok((await ana.sign("leave-words")).includes("25 SH"));
  await ana.goOn();
  await ana.page.locator("main a[href^='/act/withdraw-leaving']").waitFor();
  await ana.arrive("leaving");
  await at.aluma("advance", "4d");
  await ana.follow(".top nav a[href='/mine']");
  await shows("150 EUR");
  await ana.look("money");
  await ana.leave();
}

for (const [lang, size] of [
  ["en", "desk"],
  ["he", "phone"],
]) {
  test(`buy, dividend, leave, ${lang}, ${size}`, { timeout: 600_000 }, () => capital(lang, size));
}
