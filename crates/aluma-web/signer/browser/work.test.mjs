// Work to pay to voice, in real browsers and by keyboard alone: somebody opens the work board, takes a
// task and hands it in; somebody else accepts it; the money arrives on a page that stood open; drawn
// peers judge it; and what that brings makes her weight in the next vote greater, and the page says why.
// On a phone in English, on a desk in Hebrew.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { launch } from "./harness.mjs";
import { hands, told } from "./hands.mjs";
import { ledger } from "./ledger.mjs";

const shots = process.env.ALUMA_SHOTS;
/** How much work the task is, and how much the panel finds: milliseconds. */
const HOURS = 4 * 3_600_000;
const QUALITY = 86;

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
  en: { name: "The old hall", title: "Mend the roof", work: "Mended, and dry since.", fine: "It is dry." },
  he: { name: "האולם הישן", title: "תיקון הגג", work: "תוקן, ומאז יבש.", fine: "באמת יבש." },
};

/** A hall whose charter is quick: pay is not held, work goes before a panel by itself, and half of the
 * vote goes by points. Its three people sit at command lines. */
async function hall(lang, words) {
  const people = {};
  for (const name of ["ben", "cleo", "dan"]) {
    const file = `${at.folder}/${lang}-${name}`;
    await at.aluma("key", "new", `${lang}-${name}`, "--key-file", file);
    people[name] = (...act) => at.aluma("--key-file", file, ...act);
  }
  const { ben, cleo, dan } = people;
  const handle = (name) => `${name}-of-${lang}`;
  const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "1d");
  await ben("do", "join", "--secret", secret, "--handle", handle("ben"));
  const holders = [{ to: `@${handle("ben")}`, units: "50000" }];
  const money = { symbol: "EUR", decimals: 2, kind: "token", supply: "100000", holders };
  const changes = [
    { key: "work.delay", value: "0ms" },
    { key: "panel.judged", value: "1h" },
    { key: "weight.heads", value: "5000" },
    { key: "weight.reputation", value: "5000" },
  ];
  const named = ["--handle", `hall-${lang}`, "--name", words.name, "--purpose", "To keep it open."];
  const ways = ["--joining", "invitation", "--manner", "small-circle"];
  const change = (one) => ["--changes", JSON.stringify(one)];
  const lists = [["--assets", JSON.stringify(money)], ...changes.map(change)];
  const { receipt } = await ben("do", "found", ...named, ...ways, ...lists.flat());
  const dao = String(receipt.made);
  const uses = ["--dao", dao, "--uses", "4", "--valid-for", "1d", "--vouch"];
  const invitation = await ben("do", "invite", ...uses);
  for (const [name, as] of [["cleo", cleo], ["dan", dan]]) {
    await as("do", "join", "--dao", dao, "--secret", invitation.secret, "--handle", handle(name));
  }
  // One person has one proposal open at once here.
  const propose = async (by, title) => {
    const act = '{"action":"resolve","text":"We open on Fridays."}';
    return (await by("do", "propose", "--dao", dao, "--title", title, "--actions", act)).receipt.made;
  };
  const publish = async (reviewer) => {
    const says = ["--title", words.title, "--brief", "It drips.", "--mode", '{"claim":{"places":1}}'];
    const pays = ["--reward", "45 EUR", "--size", "4", "--open-for", "9d", "--estimate", "2d"];
    const by = ["--reviewer", `{"account":{"account":"@${reviewer}"}}`];
    return (await ben("do", "publish-task", "--dao", dao, ...says, ...pays, ...by)).receipt.made;
  };
  return { dao, handle, people, propose, publish, link: `${at.url}join#${invitation.secret}` };
}

const view = async (path) => (await (await fetch(new URL(`v1/views/${path}`, at.url))).json()).answer;

/** What the ledger takes for the seal on a rating. */
function seal(network, { dao, evidence, account }) {
  const eight = (number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(number));
    return bytes;
  };
  const [round, quality] = [Buffer.from([0]), Buffer.from([QUALITY])];
  const hash = createHash("sha256").update("aluma review v1").update(Buffer.from(network, "hex"));
  const parts = [eight(dao), eight(evidence), round, eight(account), quality, eight(HOURS)];
  for (const part of parts) hash.update(part);
  return hash.update(Buffer.alloc(16, 7)).digest("hex");
}

/** Those who were drawn seal their ratings and open them. */
async function judge({ dao, handle, people }, evidence) {
  const { network } = await (await fetch(new URL("v1/status", at.url))).json();
  let seats = [];
  for (let turn = 0; turn < 100 && seats.length === 0; turn += 1) {
    ({ seats } = await view(`panel?dao=${dao}&evidence=${evidence}`));
    if (seats.length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const drawn = [];
  for (const [name, as] of Object.entries(people)) {
    const { account } = await view(`account?account=@${handle(name)}`);
    if (seats.some((seat) => seat.account === account)) drawn.push([as, account]);
  }
  assert.equal(drawn.length, seats.length, "neither who did the work nor who accepted it judges");
  const of = ["--dao", dao, "--evidence", String(evidence)];
  for (const [as, account] of drawn) {
    await as("do", "seal-review", ...of, "--sealed", seal(network, { dao, evidence, account }));
  }
  const salt = BigInt(`0x${"07".repeat(16)}`).toString();
  const rating = ["--quality", String(QUALITY), "--size", `${HOURS}ms`, "--salt", salt];
  for (const [as] of drawn) await as("do", "reveal-review", ...of, ...rating);
}

/** What the page of a proposal says that somebody weighs: the last percentage of the sentence. */
async function weight(who, proposal, name) {
  await who.open(`${at.url}p/${proposal}`);
  await who.look(name);
  const says = await who.reads("main .card:has(form[data-act=vote]) > p");
  const parts = [...says.matchAll(/(\d+(?:\.\d+)?)%/g)].map((found) => Number(found[1]));
  assert.ok(parts.length > 0, says);
  return parts.at(-1);
}

function counted(who, journey) {
  const { steps, prompts } = who;
  assert.deepEqual({ steps, prompts }, told(journey), `${who.mark}: ${journey}`);
}

/** Takes the task from the board, and hands it in. */
async function works(ana, { dao }, task, words) {
  const page = `/c/${dao}/work/${task}`;
  ana.begin();
  await ana.follow(`.tabs a[href='/c/${dao}/work']`, "board");
  await ana.follow(`main a[href='${page}']`, "task");
  await ana.press("form[data-act=take-task] button[type=submit]");
  assert.ok((await ana.sign("take-words")).includes(String(task)));
  await ana.goOn();
  await ana.page.locator("form[data-act=hand-in]").waitFor();
  await ana.arrive("taken");
  counted(ana, "Take a task from the board");
  ana.begin();
  await ana.write("form[data-act=hand-in] [name=work]", words.work);
  await ana.press("form[data-act=hand-in] .buttons button[type=submit]");
  assert.ok((await ana.sign("hand-in-words")).includes(words.work));
  await ana.goOn();
  await ana.page.locator("form[data-act=hand-in]").waitFor({ state: "detached" });
  await ana.arrive("handed-in");
  counted(ana, "Hand work in");
}

/** Finds it among what waits, and accepts it. */
async function accepts(gal, words) {
  gal.begin();
  await gal.follow(".top nav a[href='/mine']", "waits");
  await gal.follow("main a[href*='do=review-work']", "review");
  await gal.choose("verdict", "accept");
  await gal.write("[name='verdict.accept.quality']", "1000");
  await gal.unfold("form[data-act=review-work] details.optional > summary");
  await gal.write("form[data-act=review-work] [name=reason]", words.fine);
  await gal.press("form[data-act=review-work] .buttons button[type=submit]");
  assert.ok((await gal.sign("review-words")).includes(words.fine));
  await gal.goOn();
  counted(gal, "Accept work");
}

async function workToVoice(lang, size) {
  const words = TEXTS[lang];
  const here = await hall(lang, words);
  const come = async (name) => {
    const who = await hands(browser, `work-${lang}-${size}-${name}`, { lang, size, looks: name === "ana" });
    await who.comeIn(here.link, here.handle(name));
    return who;
  };
  const [ana, gal] = [await come("ana"), await come("gal")];
  const task = await here.publish(here.handle("gal"));
  const before = await weight(ana, await here.propose(here.people.ben, `${words.title} 1`), "weighs");
  assert.equal(before, 20, "one of five");
  await ana.open(`${at.url}c/${here.dao}`);
  await works(ana, here, task, words);
  await accepts(gal, words);
  // It comes to her page, which stands open: the work is paid, and the money is hers.
  await ana.page.locator("main article .badge.good").waitFor();
  await ana.look("paid");
  await ana.follow(".top nav a[href='/mine']");
  await ana.page.locator("main .sum").getByText("45 EUR").first().waitFor();
  await ana.look("money");
  const { rows } = await view(`contributions?dao=${here.dao}`);
  await judge(here, rows[0].evidence);
  const { account } = await view(`account?account=@${here.handle("ana")}`);
  await ana.open(`${at.url}c/${here.dao}/people/${account}`);
  // 4 hours at 86 of 100, where 30 is worth nothing: 4 x 56 / 70.
  await ana.page.locator("main").getByText("3.20").first().waitFor();
  await ana.look("points");
  await ana.open(`${at.url}c/${here.dao}/review/${rows[0].evidence}`);
  await ana.look("judged");
  const proposal = await here.propose(here.people.cleo, `${words.title} 2`);
  // A fifth of the half that goes by heads, and the whole half that goes by points.
  assert.equal(await weight(ana, proposal, "weighs-more"), 60);
  await ana.unfold("main .card:has(form[data-act=vote]) details > summary");
  const why = await ana.reads("main .card:has(form[data-act=vote]) details");
  assert.match(why, /50%.*20%.*10%/s);
  assert.match(why, /50%.*100%.*50%/s);
  await ana.look("why");
  await ana.choose("choice", "for");
  await ana.quick("form[data-act=vote]");
  await ana.leave();
  await gal.leave();
}

for (const [lang, size] of [
  ["en", "phone"],
  ["he", "desk"],
]) {
  test(`work to pay to voice, ${lang}, ${size}`, { timeout: 600_000 }, () => workToVoice(lang, size));
}
