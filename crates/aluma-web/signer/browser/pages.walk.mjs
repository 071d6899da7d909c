// Every page, found by following links from the start: nothing that axe-core holds against it, no
// policy broken, no page that does not answer, in both languages and themes, on a phone and on a
// desk, for a stranger and for a member. With ALUMA_SHOTS each is kept as a picture.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { flaws, launch, person } from "./harness.mjs";
import { ledger } from "./ledger.mjs";
import { town } from "./town.mjs";

const shots = process.env.ALUMA_SHOTS;
/** Pages of one way of looking at most; more would be a list that grows with the ledger. */
const MOST = 80;
/** What leads to no page: data, files, and what only ends a visit. */
const NOT_PAGES = /^\/(v1|assets|live|session|join\/preview)(\/|$)|\.(atom|ics|json|csv)$/;

let browser;
before(async () => {
  browser = await launch();
  if (shots) mkdirSync(shots, { recursive: true });
});
after(() => browser.close());

/** The pages that links of a page lead to. */
async function links(page) {
  const found = await page.$$eval("a[href]", (all) => all.map((one) => one.href));
  const here = new URL(page.url()).origin;
  const local = found.map((href) => new URL(href)).filter((url) => url.origin === here);
  return local.filter((url) => !NOT_PAGES.test(url.pathname)).map((url) => url.pathname + url.search);
}

/** One address of each kind is enough: numbers and languages make no other page. */
function kind(path) {
  const url = new URL(path, "http://localhost");
  url.searchParams.delete("lang");
  return (url.pathname + url.search).replace(/\d+/g, "N").replace(/[0-9a-f]{64}/g, "H");
}

async function walk(who, at, mark, wrong) {
  const seen = new Set();
  const open = ["/", "/found", "/join", "/enter", "/settings", "/recover", "/mine", "/search?q=hall", "/design", "/nowhere"];
  while (open.length > 0 && seen.size < MOST) {
    const path = open.shift();
    if (seen.has(kind(path))) continue;
    seen.add(kind(path));
    const answer = await who.page.goto(new URL(path, at.url).href);
    const status = answer?.status() ?? 0;
    if (status >= 400 && path !== "/nowhere") wrong.push(`${mark} ${path}: ${status}`);
    const found = await flaws(who.page);
    if (found.length > 0) wrong.push(`${mark} ${path}: ${JSON.stringify(found)}`);
    const text = await who.page.locator("body").innerText();
    if (/\bweb-[a-z]/.test(text)) wrong.push(`${mark} ${path}: a message without words`);
    const wide = await who.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) wrong.push(`${mark} ${path}: wider than the screen`);
    if (shots) {
      const name = kind(path).replaceAll(/[^a-zN0-9]+/g, "-").slice(0, 60);
      await who.page.screenshot({ path: `${shots}/${mark}${name}.png`, fullPage: true });
    }
    open.push(...(await links(who.page)));
  }
  wrong.push(...who.troubles.map((trouble) => `${mark} ${trouble}`));
  return seen.size;
}

const WAYS = [
  { size: "phone", lang: "he", dark: true },
  { size: "desk", lang: "en", dark: false },
  { size: "phone", lang: "en", dark: false },
  { size: "desk", lang: "he", dark: true },
];

test("every page is for everybody", { timeout: 600_000 }, async () => {
  const at = await ledger();
  try {
    const ana = await person(browser, {});
    await town(at, ana);
    const wrong = [];
    const state = await ana.context.storageState({ indexedDB: true });
    for (const way of WAYS) {
      const mark = `${way.lang}-${way.size}-${way.dark ? "dark" : "light"}`;
      const member = await person(browser, { ...way, state });
      const pages = await walk(member, at, `${mark}-member`, wrong);
      assert.ok(pages > 25, `${pages} pages were found`);
      await member.context.close();
    }
    const stranger = await person(browser, { size: "phone", lang: "he" });
    await walk(stranger, at, "stranger", wrong);
    assert.deepEqual(wrong, []);
  } finally {
    await at.stop();
  }
});
