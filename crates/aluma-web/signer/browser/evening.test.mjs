// A first evening in real browsers, on a real ledger and clock, by keyboard alone: a founder comes in
// by an invitation and a passkey, founds for members only, invites by one link; three come in by it;
// they ask, propose a payment, vote, and see it arrive on pages that stood open. On a phone and on a
// desk, in both languages.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { bare, dialog, launch, ready } from "./harness.mjs";
import { hands, told } from "./hands.mjs";
import { ledger } from "./ledger.mjs";
import { putWallet, wallet } from "./wallet.mjs";

const shots = process.env.ALUMA_SHOTS;
let browser;
let at;

before(async () => {
  [browser, at] = await Promise.all([launch(), ledger()]);
  if (shots) mkdirSync(shots, { recursive: true });
});
after(async () => {
  await browser.close();
  await at.stop();
});

const TEXTS = {
  en: {
    name: "The bakery",
    purpose: "Bread for the street.",
    question: "Which evening?",
    options: ["Monday", "Thursday"],
    title: "Flour for October",
  },
  he: {
    name: "המאפייה",
    purpose: "לחם לכל הרחוב.",
    question: "באיזה ערב נפגשים?",
    options: ["יום שני", "יום חמישי"],
    title: "קמח לאוקטובר",
  },
};

/** What somebody took for a journey is what the table says. */
function counted(who, journey) {
  const { steps, prompts } = who;
  assert.deepEqual({ steps, prompts }, told(journey), `${who.mark}: ${journey}`);
}

async function invitation() {
  const { secret } = await at.aluma("do", "invite", "--uses", "9", "--valid-for", "1d");
  return `${at.url}join#${secret}`;
}

/** Founds a community for its members only, with money in the treasury. */
async function found(ana, words) {
  ana.begin();
  await ana.follow("main a[href='/found']", "found");
  await ana.write("#f-name", words.name);
  await ana.write("#f-purpose", words.purpose);
  await ana.choose("joining", "invitation");
  await ana.choose("manner", "small-circle");
  await ana.unfold("form[data-act=found] details.optional > summary");
  await ana.choose("visibility", "members");
  await ana.tick("[name=_money]");
  await ana.write("[name='assets[0].symbol']", "EUR");
  await ana.write("[name='assets[0].supply']", "1000");
  await ana.press("form[data-act=found] .buttons button[type=submit]");
  assert.ok((await ana.sign("found-words")).includes(words.name));
  await ana.goOn();
  await ana.page.waitForURL(/\/c\/\d+$/);
  await ana.arrive("community");
  counted(ana, "Found a community for its members, with money");
  return new URL(ana.page.url()).pathname;
}

/** One link for everybody else. */
async function invite(ana, home) {
  ana.begin();
  await ana.follow(`main a[href='${home}/invite']`, "invite");
  await ana.tick("form[data-invite=many] [name=vouch]");
  await ana.press("form[data-invite=many] button[type=submit]");
  await ana.sign();
  const link = await ana.page.locator(".signer-host input[data-link]").inputValue();
  assert.match(link, /\/join\?share=(en|he)#[0-9a-f]{64}$/);
  await ana.page.locator(".signer-host .qr").waitFor();
  await ana.look("link");
  await ana.press(dialog(ana.page).root.getByRole("button").first());
  await ana.goOn();
  counted(ana, "Invite the others by one link");
  return link;
}

async function ask(ana, home, words) {
  ana.begin();
  await ana.follow(`.tabs a[href='${home}']`, "home");
  await ana.follow(`main a[href='${home}/ask']`, "ask");
  await ana.write("#f-question", words.question);
  for (const [place, option] of words.options.entries()) {
    await ana.write(`[name='options[${place}]']`, option);
  }
  await ana.press("form[data-act=poll] .buttons button[type=submit]");
  assert.ok((await ana.sign("ask-words")).includes(words.question));
  await ana.goOn();
  await ana.page.waitForURL(/\/poll\/\d+$/);
  await ana.arrive("poll");
  counted(ana, "Ask a question");
}

/** Answers what waits for them. */
async function answer(who) {
  await who.follow(".top nav a[href='/mine']", "mine");
  await who.follow("main a[href^='/poll/']");
  await who.choose("marks", "1");
  await who.quick("form[data-act=answer]", "answer");
}

/** Proposes to pay somebody. */
async function propose(who, home, words, receiver) {
  who.begin();
  await who.follow(`.tabs a[href='${home}']`, "home");
  await who.follow(`main a[href='${home}/propose']`, "propose");
  await who.follow("main a[href*='action=transfer']", "compose");
  await who.write("#f-title", words.title);
  await who.write("[name='actions[0].to.account.account']", `@${receiver}`);
  await who.write("[name='actions[0].amount.number']", "45");
  await who.press("form[data-act=propose] > .buttons button[type=submit]");
  const said = await who.sign("propose-words");
  assert.ok(said.includes(words.title) && said.includes("45 EUR"), said);
  assert.ok(said.includes(receiver), said);
  await who.goOn();
  await who.page.waitForURL(/\/p\/\d+$/);
  await who.arrive("proposal");
  counted(who, "Propose a payment");
}

async function vote(who, path) {
  if (new URL(who.page.url()).pathname !== path) {
    await who.follow(".top nav a[href='/mine']");
    await who.follow(`main a[href='${path}']`, "vote");
  }
  await who.choose("choice", "for");
  await who.tick("form[data-act=vote] [name=last]");
  await who.quick("form[data-act=vote]", "vote-words");
}

/** An evening. */
async function evening(size, lang) {
  // Communities of one name cannot have one handle, and closed ones tell nobody that they are there.
  const words = { ...TEXTS[lang], name: `${TEXTS[lang].name} ${size === "phone" ? 1 : 2}` };
  const people = [];
  // Every page is looked at elsewhere in each way; here one size in each language, by two of them.
  const looks = (name) => (lang === "en") === (size === "phone") && "ana gal".includes(name);
  const come = async (name) => {
    const options = { size, lang, looks: looks(name) };
    const who = await hands(browser, `${lang}-${size}-${name}`, options);
    people.push(who);
    return who;
  };
  const handle = (name) => `${name}-${lang}-${size}`;
  try {
    const ana = await come("ana");
    await ana.comeIn(await invitation(), handle("ana"));
    counted(ana, "Come in by a link, for the first time");
    const home = await found(ana, words);
    const link = await invite(ana, home);
    const others = [];
    for (const name of ["ben", "gal", "dan"]) {
      const who = await come(name);
      await who.comeIn(link, handle(name));
      assert.equal(new URL(who.page.url()).pathname, home);
      others.push(who);
    }
    const [ben, gal, dan] = others;
    await ask(ana, home, words);
    for (const who of [ben, gal, dan]) await answer(who);
    // Her page shows their answers without being asked to.
    await ana.page.locator(".legend").getByText("3", { exact: true }).waitFor();
    await propose(gal, home, words, handle("ben"));
    const proposal = new URL(gal.page.url()).pathname;
    // Ben only looks at what is his; the money comes to the page that stands open.
    await ben.follow(".top nav a[href='/mine']");
    for (const who of [ana, dan, gal]) await vote(who, proposal);
    await ben.page.locator("main .sum").getByText("45 EUR").first().waitFor();
    await ben.look("portfolio");
    // And so does the end of it to the page of whoever proposed.
    await gal.page.locator("main h1 + p .badge.good").waitFor();
    await gal.look("enacted");
    await closed(home, proposal, lang, words);
    for (const who of people) assert.deepEqual(who.troubles, [], who.mark);
  } catch (error) {
    for (const who of people) {
      const path = `${shots ?? "/tmp"}/${who.mark}-last.png`;
      if (shots) await who.page.screenshot({ path, fullPage: true }).catch(() => {});
    }
    throw error;
  } finally {
    for (const who of people) await who.context.close();
  }
}

/** Of all that a stranger is told nothing, but how to come in. */
async function closed(home, proposal, lang, words) {
  for (const path of [home, proposal, `${home}/treasury`]) {
    const url = new URL(path, at.url);
    const answer = await fetch(url, { headers: { "accept-language": lang } });
    assert.equal(answer.status, 404, path);
    const text = await answer.text();
    for (const secret of [words.name, words.title]) assert.ok(!text.includes(secret), secret);
  }
}

for (const lang of ["en", "he"]) {
  for (const size of ["phone", "desk"]) {
    test(`a first evening, ${lang}, ${size}`, { timeout: 900_000 }, () => evening(size, lang));
  }
}

test("somebody comes in by a wallet", { timeout: 600_000 }, async () => {
  const hers = wallet(createHash("sha256").update("gal").digest());
  const options = { size: "desk", wallet: (context) => putWallet(context, hers) };
  const gal = await hands(browser, "wallet", options);
  await gal.open(await invitation());
  await ready(gal.page);
  await gal.page.locator("#preview h2").waitFor();
  await gal.write("#f-handle", "gal-by-wallet");
  await gal.press("[data-with=wallet]");
  assert.ok(bare(await gal.sign()).includes("gal-by-wallet"));
  await gal.sign();
  await gal.page.waitForURL(/\/mine$/);
  const asked = hers.asked.map((one) => one.primaryType);
  assert.deepEqual(asked.slice(0, 3), ["ShowPublicKey", "Join", "GrantKey"]);
  await gal.leave();
});
