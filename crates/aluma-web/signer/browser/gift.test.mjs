// A gift with milestones and return, in real browsers and by keyboard alone: somebody gives for a roof, the first
// milestone is reached and paid, the second is not handed in, and what was not paid returns to her, with a receipt
// that says so. On a phone in English, on a desk in Hebrew.

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
  en: { name: "The old hall", purpose: "A roof for the hall", came: "Beams, and no tiles." },
  he: { name: "האולם הישן", purpose: "גג לאולם", came: "קורות, בלי רעפים." },
};

/** A hall of three at command lines, with a gift pot: Cleo does it, Ben judges by his role. */
async function hall(lang, words) {
  const people = {};
  for (const name of ["ben", "cleo", "dan"]) {
    const file = `${at.folder}/gift-${lang}-${name}`;
    await at.aluma("key", "new", `gift-${lang}-${name}`, "--key-file", file);
    people[name] = (...act) => at.aluma("--key-file", file, ...act);
  }
  const { ben, cleo, dan } = people;
  const handle = (name) => `${name}-gives-${lang}`;
  const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "7d");
  await ben("do", "join", "--secret", secret, "--handle", handle("ben"));
  const holders = [{ to: `@${handle("ben")}`, units: "50000" }];
  const money = { symbol: "EUR", decimals: 2, kind: "token", supply: "100000", holders };
  const judge = { name: "Judge", duty: "Judges milestones", may: [], limits: [], for_members: true, weighs: false, for_founders: true };
  const named = ["--handle", `gifts-${lang}`, "--name", words.name, "--purpose", "To keep it open."];
  const ways = ["--joining", "invitation", "--manner", "small-circle"];
  const lists = ["--assets", JSON.stringify(money), "--roles", JSON.stringify(judge)];
  const { receipt } = await ben("do", "found", ...named, ...ways, ...lists);
  const dao = String(receipt.made);
  const uses = ["--dao", dao, "--uses", "4", "--valid-for", "60d", "--vouch"];
  const invitation = await ben("do", "invite", ...uses);
  for (const [name, as] of [["cleo", cleo], ["dan", dan]]) {
    await as("do", "join", "--dao", dao, "--secret", invitation.secret, "--handle", handle(name));
  }
  const milestones = [
    { what: "Beams", weight: 1, within: "10d" },
    { what: "Tiles", weight: 2, within: "20d" },
  ];
  const pot = {
    action: "open-gift-pot",
    purpose: words.purpose,
    payee: `@${handle("cleo")}`,
    asset: "EUR",
    goal: "5000",
    gathers: "5d",
    milestones,
    judge: { role: { role: 1 } },
    positive: false,
  };
  const propose = ["do", "propose", "--dao", dao, "--title", words.purpose, "--actions", JSON.stringify([pot])];
  const proposal = String((await ben(...propose)).receipt.made);
  for (const as of [ben, cleo, dan]) {
    await as("do", "vote", "--proposal", proposal, "--choice", "for", "--last");
  }
  await at.aluma("advance", "3d");
  return { dao, handle, people, link: `${at.url}join#${invitation.secret}` };
}

async function gift(lang, size) {
  const words = TEXTS[lang];
  const { dao, handle, people, link } = await hall(lang, words);
  const { ben, cleo } = people;
  const ana = await hands(browser, `gift-${lang}-${size}`, { lang, size });
  await ana.comeIn(link, handle("ana"));
  const to = JSON.stringify({ account: { account: `@${handle("ana")}` } });
  await ben("do", "transfer", "--to", to, "--amount", "100 EUR");
  const view = async (path) => (await (await fetch(new URL(`v1/views/${path}`, at.url))).json()).answer;
  const { undertakings } = await view(`gift-pots?dao=${dao}`);
  const number = String(undertakings[0].undertaking);
  const page = `/c/${dao}/gifts/${number}`;
  await ana.open(`${at.url}c/${dao}`);
  ana.begin();
  await ana.follow(`main a[href='/c/${dao}/gifts']`, "gifts");
  await ana.follow(`main a[href='${page}']`, "pot");
  await ana.follow("main a[href^='/act/give-for-purpose']", "give");
  await ana.write("[name='amount.number']", "60");
  await ana.press("form[data-act=give-for-purpose] .buttons button[type=submit]");
  assert.ok((await ana.sign("give-words")).includes("60 EUR"));
  await ana.goOn();
  const { steps, prompts } = ana;
  assert.deepEqual({ steps, prompts }, told("Give for a purpose"));
  await ana.page.locator("main").getByText("60 EUR").first().waitFor();
  await ana.arrive("given");
  const of = ["--dao", dao, "--undertaking", number];
  await at.aluma("advance", "6d");
  await cleo("do", "hand-in-milestone", ...of, "--work", "They stand.");
  await ben("do", "judge-milestone", ...of, "--accept");
  await at.aluma("advance", "1s");
  await ana.comeBack(`${at.url}c/${dao}/gifts/${number}`);
  assert.match(await ana.reads("main ol"), /20 EUR.*40 EUR/s);
  await ana.page.locator("main ol .badge.good").waitFor();
  await ana.look("first-milestone");
  await at.aluma("advance", "21d");
  await cleo("do", "tell-what-came", ...of, "--words", words.came);
  await ana.comeBack(`${at.url}c/${dao}/gifts`);
  await ana.page.locator("main").getByText(words.came).first().waitFor();
  await ana.look("news");
  await ana.follow(`main a[href='${page}']`, "over");
  await ana.follow(`main a[href='${page}/receipt']`, "receipt");
  const receipt = await ana.reads("main");
  for (const sum of ["60 EUR", "20 EUR", "40 EUR"]) assert.ok(receipt.includes(sum), receipt);
  await ana.follow(".top nav a[href='/mine']");
  await ana.page.locator("main").getByText("80 EUR").first().waitFor();
  await ana.look("money");
  await ana.leave();
}

for (const [lang, size] of [
  ["en", "phone"],
  ["he", "desk"],
]) {
  test(`a gift with milestones and return, ${lang}, ${size}`, { timeout: 600_000 }, () => gift(lang, size));
}
