// A first evening in real browsers, on a real ledger and clock: a founder comes in by an invitation
// and a passkey, founds, invites by one link; others come in by passkey and by wallet; one proposes,
// they vote, what passes is carried out. On a phone and on a desk, in both languages.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { bare, dialog, flaws, launch, person, ready } from "./harness.mjs";
import { ledger } from "./ledger.mjs";
import { putWallet, wallet } from "./wallet.mjs";

const shots = process.env.ALUMA_SHOTS;
let browser;

before(async () => {
  browser = await launch();
  if (shots) mkdirSync(shots, { recursive: true });
});
after(() => browser.close());

const TEXTS = {
  en: { name: "The bakery", purpose: "Bread for the street.", title: "We open on Fridays too" },
  he: { name: "המאפייה", purpose: "לחם לכל הרחוב.", title: "נפתח גם בימי שישי" },
};

/** Goes somewhere and makes sure that the page is for everybody. */
async function visit(who, url, name) {
  await who.page.goto(url);
  await ready(who.page);
  await look(who, name);
}

async function look(who, name) {
  if (shots && name) {
    // Over a dialog the page stands still: what is seen is what there is.
    const fullPage = !name.endsWith("-words");
    await who.page.screenshot({ path: `${shots}/${who.mark}-${name}.png`, fullPage });
  }
  assert.deepEqual(await flaws(who.page), [], `${who.mark} ${name ?? who.page.url()}`);
}

/** Reads, signs and goes on; tells what was read. */
async function sign(who, name) {
  const shown = dialog(who.page);
  await shown.sign.waitFor();
  if (name) await look(who, name);
  const words = bare(await shown.words.innerText());
  await shown.sign.click();
  return words;
}

async function goOn(who) {
  const shown = dialog(who.page);
  await shown.go.or(shown.problem).waitFor();
  assert.equal(await shown.problem.count(), 0, await shown.text());
  await shown.go.click();
}

/** Comes in by a link, under a name: the act's words, then those of the browser's own key. */
async function comeIn(who, link, handle, way) {
  await visit(who, link, "join");
  await who.page.locator("#preview .facts, #preview h2").first().waitFor();
  await who.page.locator("#f-handle").fill(handle);
  await who.page.locator(`[data-with=${way}]`).click();
  const words = await sign(who, "join-words");
  assert.ok(words.includes(handle), words);
  assert.match(await sign(who), /ed25519:/);
  await who.page.waitForURL(/\/(c\/\d+|mine)$/);
  await who.page.locator(`body[data-reader]`).waitFor();
}

/** How far a proposal of an open community comes, when nothing moves it any more. */
async function outcome(at, id) {
  for (let turn = 0; ; turn += 1) {
    const told = await (await fetch(`${at.url}v1/views/proposal?proposal=${id}`)).json();
    const { label } = told.answer;
    if (label === "enacted" || turn === 100) return label;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** An evening. */
async function evening(size, lang) {
  const at = await ledger();
  const people = [];
  const come = async (mark, more = {}) => {
    const someone = await person(browser, { size, lang, ...more });
    const who = { ...someone, mark: `${lang}-${size}-${mark}` };
    people.push(who);
    return who;
  };
  const words = TEXTS[lang];
  try {
    const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "1d");
    const ana = await come("ana");
    await visit(ana, at.url, "home");
    await comeIn(ana, `${at.url}join#${secret}`, "ana-levi", "passkey");

    await visit(ana, `${at.url}found`, "found");
    await ana.page.locator("#f-name").fill(words.name);
    await ana.page.locator("#f-purpose").fill(words.purpose);
    await ana.page.locator("#f-purpose").blur();
    await ana.page.waitForFunction(() => document.querySelector("#f-handle").value !== "");
    await ana.page.locator("form[data-act=found] button[type=submit]").last().click();
    assert.ok((await sign(ana, "found-words")).includes(words.name));
    await goOn(ana);
    await ana.page.waitForURL(/\/c\/\d+$/);
    await look(ana, "community");
    const community = ana.page.url();

    await visit(ana, `${community}/invite`, "invite");
    const many = ana.page.locator("form[data-invite=many]");
    if (await many.locator("[name=vouch]").count()) await many.locator("[name=vouch]").check();
    await many.locator("button[type=submit]").click();
    await sign(ana);
    const link = await ana.page.locator(".signer-host input[data-link]").inputValue();
    assert.ok(link.startsWith(`${at.url}join#`), link);
    await goOn(ana);

    const ben = await come("ben");
    await comeIn(ben, link, "ben-amar", "passkey");
    assert.equal(ben.page.url(), community);
    const secretOfGal = createHash("sha256").update("gal").digest();
    const hers = wallet(secretOfGal);
    const gal = await come("gal", { wallet: (context) => putWallet(context, hers) });
    await comeIn(gal, link, "gal-cohen", "wallet");
    assert.deepEqual(hers.asked.map((one) => one.primaryType).slice(0, 3), [
      "ShowPublicKey",
      "Join",
      "GrantKey",
    ]);

    await visit(ben, `${community}/propose?actions[0].action=resolve`, "propose");
    await ben.page.locator("#f-title").fill(words.title);
    const statement = ben.page.locator("fieldset textarea, fieldset input:not([type=hidden])").first();
    await statement.fill(words.title);
    await ben.page.locator("form[data-act=propose] button[type=submit]").last().click();
    assert.ok((await sign(ben, "propose-words")).includes(words.title));
    await goOn(ben);
    await ben.page.waitForURL(/\/p\/\d+$/);
    await look(ben, "proposal");
    const proposal = ben.page.url();

    for (const who of [ana, ben, gal]) {
      await visit(who, proposal);
      const form = who.page.locator("form[data-act=vote]");
      await form.locator("[name=last]").check();
      await form.locator("[name=choice][value=for]").check();
      // What is signed stands beside the button before it is pressed, and no dialog opens.
      await form.locator("[data-says]:not(:empty)").waitFor();
      const sent = who.page.waitForResponse("**/v1/transactions");
      await form.locator("button[type=submit]").click();
      assert.equal((await (await sent).json()).status, "done");
      assert.equal(await dialog(who.page).root.count(), 0);
    }
    assert.equal(await outcome(at, proposal.split("/").at(-1)), "enacted");
    await visit(ana, proposal, "decided");
    for (const who of people) assert.deepEqual(who.troubles, [], who.mark);
  } finally {
    if (shots) {
      for (const who of people) await who.page.screenshot({ path: `${shots}/${who.mark}-last.png` });
    }
    for (const who of people) await who.context.close();
    await at.stop();
  }
}

for (const lang of ["en", "he"]) {
  for (const size of ["phone", "desk"]) {
    test(`a first evening, ${lang}, ${size}`, { timeout: 600_000 }, () => evening(size, lang));
  }
}
