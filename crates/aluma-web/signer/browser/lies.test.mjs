// A page that lies about what is signed cannot change the words of the confirmation, and nothing is
// signed that those words do not say.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import * as signer from "../node_modules/.built/signer.mjs";
import { bodiesOf, fake, golden } from "./fake.mjs";
import { bare, dialog, flaws, launch, person, ready } from "./harness.mjs";

const catalog = signer.readCatalog(
  JSON.parse(readFileSync(new URL("../src/catalog.json", import.meta.url), "utf8")),
);
const shots = process.env.ALUMA_SHOTS;
let browser;

before(async () => {
  browser = await launch();
  if (shots) mkdirSync(shots, { recursive: true });
});
after(() => browser.close());

/** What a form of an honest page comes to. */
function prepared(file) {
  const { act } = golden(file);
  const read = signer.whole(signer.unhex(act), signer.readAct);
  return { act, bodies: bodiesOf(catalog, read) };
}

/** A form for an action, with whatever else the page puts into it. */
function form(action, more = "") {
  return `<form data-act="${action}" action="/prepare/${action}" method="post">${more}
<p data-problem role="alert" hidden></p><button id="go">Send 1 TEC to Dana</button></form>`;
}

/** A passkey of account 5, on the device and in the ledger. */
async function member(at, options = {}) {
  const someone = await person(browser, options);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  const parity = Buffer.from(y, "base64url").at(-1) & 1;
  const point = Uint8Array.from([2 + parity, ...Buffer.from(x, "base64url")]);
  const key = { scheme: "passkey", point, site: signer.siteHash("localhost") };
  at.say.keys.set(signer.keyText(key), [{ account: 5, key: 0, role: "owner" }]);
  await someone.device.add({
    credentialId: Buffer.from("credential of noa").toString("base64"),
    isResidentCredential: true,
    rpId: "localhost",
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    userHandle: Buffer.from("noa").toString("base64"),
    signCount: 0,
  });
  return someone;
}

/** Presses a form's button as somebody whom this browser does not know yet: they come in first. */
async function comeIn(page) {
  // Not by the tester's own click, which asks the page's elements what they are.
  await page.evaluate(() => {
    HTMLElement.prototype.click.call(Document.prototype.querySelector.call(document, "#go"));
  });
  const shown = dialog(page);
  // Their own words first: a key for this browser.
  await shown.words.waitFor();
  assert.match(bare(await shown.words.innerText()), /let the key ed25519:|לתת למפתח ed25519:/);
  await shown.sign.click();
  return shown;
}

async function open(at, someone) {
  await someone.page.goto(at.url);
  await ready(someone.page);
}

test("the words come from the bytes, whatever the page says, hides or names its fields", async () => {
  const at = await fake(catalog);
  const names = ["action", "method", "submit", "getAttribute", "querySelector", "querySelectorAll"];
  const fields = [...names, "attributes", "elements", "hasAttribute", "children", "id"];
  const clobber = fields.map((name) => `<input type="hidden" name="${name}" value="x">`).join("");
  // Names that a document's own parts give way to.
  const parts = ["getElementById", "createElement", "querySelector", "addEventListener", "body"];
  const documentNames = [...parts, "documentElement", "createElementNS"]
    .map((name) => `<img alt="" name="${name}">`)
    .join("");
  at.say.body = `<dialog class="signer-dialog" open><p class="says" data-words>Send 1 TEC to Dana</p></dialog>
<div class="signer-host"><p class="says" data-words>Send 1 TEC to Dana</p></div>
<form id="body"></form>${documentNames}
${form("transfer", clobber)}`;
  at.say.style = `.says, dialog .says { display: none !important }
dialog::after, .signer-host::after { content: "Send 1 TEC to Dana" }`;
  at.say.prepared = prepared("041-transfer");
  // In the golden sentences nobody's name is known.
  at.say.names = {};
  const someone = await member(at);
  await open(at, someone);
  const shown = await comeIn(someone.page);
  await shown.root.getByText(catalog.named.get("transfer").en, { exact: true }).waitFor();
  const words = await shown.words.innerText();
  assert.equal(bare(words), bare(golden("041-transfer").en));
  assert.equal(await shown.words.isVisible(), true);
  assert.doesNotMatch(await shown.text(), /Dana/);
  await shown.sign.click();
  await shown.go.waitFor();
  const [granted, sent, ...more] = at.say.transactions;
  assert.equal(more.length, 0);
  assert.equal(granted.action, "grant-key");
  assert.equal(sent.action, "transfer");
  const signed = sent.transaction.payload.act;
  assert.equal(signer.hex(signer.actBytes(signed)), at.say.prepared.act);
  // Money is signed by the passkey, which made sure who its user is, never by the browser's key.
  const [signature] = sent.transaction.signatures;
  assert.equal(signature.scheme, "passkey");
  assert.equal(signature.authenticatorData[32] & 5, 5);
  assert.deepEqual(someone.troubles, []);
  await someone.context.close();
  at.stop();
});

const good = prepared("041-transfer");
const flour = prepared("060-propose");
const tampered = {
  "a byte more": { ...good, act: `${good.act}00` },
  "a byte less": { ...good, act: good.act.slice(0, -2) },
  "a number that is written longer": { ...good, act: good.act.replace(/^29/, "a900") },
  "no bytes at all": { ...good, act: "" },
  "no digits": { ...good, act: "transfer" },
  "another action": prepared("042-pay-batch"),
  "an action that nobody lists": { ...good, act: "ff7f00" },
  "a text more": { ...good, bodies: [{ salt: "00".repeat(32), text: "Hello" }] },
};

for (const [what, answer] of Object.entries(tampered)) {
  test(`nothing is asked or signed of ${what}`, async () => {
    const at = await fake(catalog);
    at.say.body = form("transfer");
    at.say.prepared = answer;
    const someone = await member(at);
    await open(at, someone);
    await comeIn(someone.page);
    await someone.page.locator("[data-problem]:visible").waitFor();
    assert.match(await someone.page.locator("[data-problem]").innerText(), /nothing was signed/);
    assert.equal(await dialog(someone.page).root.count(), 0);
    assert.deepEqual(at.say.transactions.map((one) => one.action), ["grant-key"]);
    await someone.context.close();
    at.stop();
  });
}

test("other words under the id of a text are not shown", async () => {
  const at = await fake(catalog);
  at.say.body = form("propose");
  const bodies = flour.bodies.map((body) => ({ ...body, text: body.text.replace("Flour", "Sugar") }));
  assert.notDeepEqual(bodies, flour.bodies);
  at.say.prepared = { ...flour, bodies };
  const someone = await member(at);
  await open(at, someone);
  await comeIn(someone.page);
  await someone.page.locator("[data-problem]:visible").waitFor();
  assert.match(await someone.page.locator("[data-problem]").innerText(), /texts that came with it/);
  await someone.context.close();
  at.stop();
});

test("decimals that are not what they were are warned about", async () => {
  const at = await fake(catalog);
  at.say.body = form("transfer");
  at.say.prepared = good;
  const someone = await member(at);
  await open(at, someone);
  const shown = await comeIn(someone.page);
  await shown.root.getByText(catalog.named.get("transfer").en, { exact: true }).waitFor();
  assert.equal(await shown.warnings.count(), 0);
  await shown.sign.click();
  await shown.go.click();
  at.say.assets[3] = { symbol: "TEC", decimals: 21 };
  at.say.names[5] = "noa-Ievi";
  await open(at, someone);
  await someone.page.locator("#go").click();
  await shown.words.waitFor();
  const warnings = (await shown.warnings.allInnerTexts()).map(bare);
  assert.equal(warnings.length, 2);
  assert.ok(warnings.some((text) => /18 decimals.*21/.test(text)), warnings.join("\n"));
  assert.ok(warnings.some((text) => /noa-levi.*noa-Ievi/.test(text)), warnings.join("\n"));
  if (shots) await someone.page.screenshot({ path: `${shots}/warning.png` });
  await someone.context.close();
  at.stop();
});

test("a page of another ledger signs nothing", async () => {
  const at = await fake(catalog);
  at.say.body = form("transfer");
  at.say.prepared = good;
  const someone = await member(at);
  await open(at, someone);
  at.say.answered = "11".repeat(32);
  await someone.page.locator("#go").click();
  const shown = dialog(someone.page);
  await shown.sign.click();
  await shown.problem.waitFor();
  assert.match(await shown.problem.innerText(), /another ledger/);
  assert.deepEqual(at.say.transactions, []);
  await someone.context.close();
  at.stop();
});

test("swapped words of the signer are not loaded", async () => {
  const at = await fake(catalog);
  at.say.body = form("transfer");
  at.say.prepared = good;
  at.say.catalog = Buffer.from(at.say.catalog.toString().replace("Pay", "Get"));
  const someone = await member(at);
  await open(at, someone);
  await someone.page.locator("#go").click();
  await someone.page.locator("[data-problem]:visible").waitFor();
  assert.match(await someone.page.locator("[data-problem]").innerText(), /could not be loaded unchanged/);
  await someone.context.close();
  at.stop();
});

test("a swapped signer is not loaded, and a form says so", async () => {
  const at = await fake(catalog);
  at.say.body = form("transfer");
  at.say.prepared = good;
  at.say.signer = Buffer.concat([at.say.signer, Buffer.from("\n")]);
  const someone = await member(at);
  await open(at, someone);
  await someone.page.locator("#go").click();
  await someone.page.locator("[data-problem]:visible").waitFor();
  assert.match(await someone.page.locator("[data-problem]").innerText(), /could not be loaded unchanged/);
  assert.equal(await someone.page.locator("html[data-signer=ready]").count(), 0);
  assert.deepEqual(at.say.transactions, []);
  await someone.context.close();
  at.stop();
});

test("a stranger who only looks is sent no signer, and one press is enough for it", async () => {
  const at = await fake(catalog);
  at.say.body = form("transfer");
  at.say.prepared = good;
  const someone = await member(at);
  const asked = [];
  someone.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(at, someone);
  await someone.page.waitForTimeout(300);
  const heavy = () => asked.filter((path) => /^\/assets\/signer/.test(path)).length;
  assert.equal(heavy(), 0, asked.join(" "));
  await comeIn(someone.page);
  assert.equal(heavy(), 2, asked.join(" "));
  assert.deepEqual(someone.troubles, []);
  await someone.context.close();
  at.stop();
});

test("Escape and cancelling sign nothing, and focus begins at the words", async () => {
  const at = await fake(catalog);
  at.say.body = form("transfer");
  at.say.prepared = good;
  const someone = await member(at);
  await open(at, someone);
  const shown = await comeIn(someone.page);
  await shown.root.getByText(catalog.named.get("transfer").en, { exact: true }).waitFor();
  const focused = await shown.title.evaluate((title) => title.getRootNode().activeElement === title);
  assert.equal(focused, true);
  await someone.page.keyboard.press("Escape");
  await shown.root.waitFor({ state: "detached" });
  assert.deepEqual(at.say.transactions.map((one) => one.action), ["grant-key"]);
  await someone.context.close();
  at.stop();
});

for (const lang of ["en", "he"]) {
  for (const size of ["phone", "desk"]) {
    for (const dark of [false, true]) {
      const name = `${lang}-${size}-${dark ? "dark" : "light"}`;
      test(`axe finds nothing in the dialog, ${name}`, async () => {
        const at = await fake(catalog);
        at.say.lang = lang;
        // In the golden sentences nobody's name is known.
        Object.assign(at.say, { names: {}, communities: {} });
        at.say.body = form("propose");
        at.say.prepared = flour;
        const someone = await member(at, { lang, size, dark });
        await open(at, someone);
        const shown = await comeIn(someone.page);
        await shown.root.getByText(catalog.named.get("propose")[lang], { exact: true }).waitFor();
        assert.equal(bare(await shown.words.innerText()), bare(golden("060-propose")[lang]));
        if (shots) await someone.page.screenshot({ path: `${shots}/${name}.png` });
        assert.deepEqual(await flaws(someone.page), []);
        assert.deepEqual(someone.troubles, []);
        await someone.context.close();
        at.stop();
      });
    }
  }
}
