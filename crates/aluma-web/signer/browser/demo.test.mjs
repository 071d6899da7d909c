// A visitor of a demo becomes one of its people from its own page, acts as them with a key of the
// browser's, and is nobody again when they sign out. A browser with a key of its own person keeps to it.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { dialog, launch } from "./harness.mjs";
import { hands } from "./hands.mjs";
import { demo } from "./ledger.mjs";

const shots = process.env.ALUMA_SHOTS;
let browser;
let at;

before(async () => {
  [browser, at] = await Promise.all([launch(), demo()]);
  if (shots) mkdirSync(shots, { recursive: true });
});
after(async () => {
  await browser.close();
  await at.stop();
});

test("a visitor is one of the people, and votes as them", { timeout: 300_000 }, async () => {
  const people = await (await fetch(new URL("demo/people", at.url))).json();
  const tom = people.find((one) => one.handle === "tom-hale");
  const visitor = await hands(browser, "visitor", { size: "phone", lang: "en" });
  await visitor.open(at.url);
  await visitor.follow("aside a[href='/demo']", "demo");
  await visitor.press(`[data-become="${tom.account}"]`);
  await visitor.page.waitForURL(/\/mine$/);
  await visitor.arrive("mine");
  await visitor.follow("main a[href^='/p/']", "proposal");
  // What people said about it stands below it.
  assert.ok((await visitor.page.locator("#talk .post").count()) > 0);
  await visitor.choose("choice", "for");
  await visitor.quick("form[data-act=vote]");
  await visitor.page.locator("[data-done] a").waitFor();
  await visitor.follow("a.me", "settings");
  await visitor.press("main [data-sign-out]");
  await visitor.page.waitForURL(at.url);
  await visitor.arrive();
  assert.equal(await visitor.page.locator("body").getAttribute("data-reader"), null);
  await visitor.leave();
});

test("a browser with a person of its own keeps to them", { timeout: 120_000 }, async () => {
  const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "1d");
  const guest = await hands(browser, "guest", { size: "desk", lang: "he" });
  await guest.comeIn(`${at.url}join#${secret}`, "guest-of-the-demo");
  const before = await guest.page.locator("body").getAttribute("data-reader");
  await guest.open(`${at.url}demo`);
  await guest.press("[data-become]");
  await dialog(guest.page).problem.waitFor();
  await guest.look("kept");
  await guest.page.keyboard.press("Escape");
  await guest.open(`${at.url}mine`);
  assert.equal(await guest.page.locator("body").getAttribute("data-reader"), before);
  await guest.leave();
});
