// Every page of the router as people meet it, in a demo that has lived a season: nothing of axe-core's
// against it, no policy broken, none that does not answer or is wider than its screen, in both
// directions and themes, on a phone and on a desk. With ALUMA_SHOTS each is kept as a picture. Then a
// visitor becomes one of the demo's people.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { hands } from "./hands.mjs";
import { dialog, flaws, launch, person, ready, SIZES } from "./harness.mjs";
import { demo } from "./ledger.mjs";

const shots = process.env.ALUMA_SHOTS;

/** The addresses by which each page of the router is looked at. */
const PAGES = {
  "/": () => ["/"],
  "/act/{action}": () => ["/act/found", "/act/resolve", "/act/open-thread", "/act/join-as"],
  "/c": () => ["/c"],
  "/c/{dao}": ({ dao }) => [`/c/${dao}`],
  "/c/{dao}/ask": ({ dao }) => [`/c/${dao}/ask`],
  "/c/{dao}/capital": ({ dao }) => [`/c/${dao}/capital`],
  "/c/{dao}/capital/{sale}": ({ dao, sales }) => sales.map((one) => `/c/${dao}/capital/${one}`),
  "/c/{dao}/works": ({ dao }) => [`/c/${dao}/works`],
  "/c/{dao}/works/{work}": ({ dao, creations }) =>
    creations.map((one) => `/c/${dao}/works/${one}`),
  "/c/{dao}/charter": ({ dao }) => [`/c/${dao}/charter`],
  "/c/{dao}/fairness": ({ dao }) => [`/c/${dao}/fairness`],
  "/c/{dao}/history": ({ dao }) => [`/c/${dao}/history`, `/c/${dao}/history?kind=money`],
  "/c/{dao}/invite": ({ dao }) => [`/c/${dao}/invite`],
  "/c/{dao}/people": ({ dao }) => [`/c/${dao}/people`],
  "/c/{dao}/people/{account}": ({ dao, account, other }) => [
    `/c/${dao}/people/${account}`,
    `/c/${dao}/people/${other}`,
  ],
  "/c/{dao}/polls": ({ dao }) => [`/c/${dao}/polls`],
  "/c/{dao}/proposals": ({ dao }) => [`/c/${dao}/proposals`],
  "/c/{dao}/learn": ({ dao }) => [`/c/${dao}/learn`],
  "/c/{dao}/learn/{course}": ({ dao, courses }) => courses.map((one) => `/c/${dao}/learn/${one}`),
  "/c/{dao}/learn/{course}/{lesson}": ({ dao, courses }) => courses.map((one) => `/c/${dao}/learn/${one}/6`),
  "/c/{dao}/programmes": ({ dao }) => [`/c/${dao}/programmes`],
  "/c/{dao}/programmes/{programme}": ({ dao, programmes }) =>
    programmes.map((one) => `/c/${dao}/programmes/${one}`),
  "/c/{dao}/rewards/{claim}": ({ dao, rewards }) => rewards.map((one) => `/c/${dao}/rewards/${one}`),
  "/c/{dao}/propose": ({ dao }) => [
    `/c/${dao}/propose`,
    `/c/${dao}/propose?actions[0].action=transfer`,
    `/c/${dao}/propose?actions[0].action=amend`,
    `/c/${dao}/propose?title=Flour&actions[0].action=resolve&actions[0].text=Flour&_preview=yes`,
  ],
  "/c/{dao}/review": ({ dao }) => [`/c/${dao}/review`],
  "/c/{dao}/review/claim": ({ dao }) => [`/c/${dao}/review/claim`],
  "/c/{dao}/review/{evidence}": ({ dao, given }) => given.map((one) => `/c/${dao}/review/${one}`),
  "/c/{dao}/funds/{fund}": ({ dao, funds }) => funds.map((one) => `/c/${dao}/funds/${one}`),
  "/c/{dao}/gifts": ({ dao }) => [`/c/${dao}/gifts`],
  "/c/{dao}/gifts/{undertaking}": ({ dao, pots }) => pots.map((one) => `/c/${dao}/gifts/${one}`),
  "/c/{dao}/gifts/{undertaking}/receipt": ({ dao, gifts }) =>
    gifts.map((one) => `/c/${dao}/gifts/${one}/receipt`),
  "/c/{dao}/rounds": ({ dao }) => [`/c/${dao}/rounds`],
  "/c/{dao}/rounds/{round}": ({ dao, rounds }) =>
    rounds.map((one) => `/c/${dao}/rounds/${one}`),
  "/c/{dao}/talk": ({ dao }) => [`/c/${dao}/talk`],
  "/c/{dao}/talk/log": ({ dao }) => [`/c/${dao}/talk/log`],
  "/c/{dao}/talk/new": ({ dao }) => [`/c/${dao}/talk/new`],
  "/c/{dao}/talk/{thread}": ({ dao, threads }) => threads.map((one) => `/c/${dao}/talk/${one}`),
  "/c/{dao}/treasury": ({ dao }) => [`/c/${dao}/treasury`],
  "/c/{dao}/treasury/holders": ({ dao }) => [`/c/${dao}/treasury/holders`],
  "/c/{dao}/work": ({ dao }) => [`/c/${dao}/work`, `/c/${dao}/work?column=over`],
  "/c/{dao}/work/{task}": ({ dao, tasks }) => tasks.map((one) => `/c/${dao}/work/${one}`),
  "/claim": ({ account }) => [`/claim?account=${account}`],
  "/demo": () => ["/demo"],
  "/design": () => ["/design"],
  "/enter": () => ["/enter"],
  "/find/communities": () => ["/find/communities"],
  "/find/work": () => ["/find/work"],
  "/found": () => ["/found"],
  "/help": () => ["/help"],
  "/join": ({ dao }) => ["/join", `/join?dao=${dao}`],
  "/mine": () => ["/mine"],
  "/p/{proposal}": ({ proposals }) => proposals.map((one) => `/p/${one}`),
  "/payment/{fact}": ({ payments }) => payments,
  "/poll/{poll}": ({ polls }) => polls.map((one) => `/poll/${one}`),
  "/portfolio": () => ["/portfolio"],
  "/receipt/{id}": ({ receipt }) => [`/receipt/${receipt}`],
  "/recover": ({ other }) => ["/recover", `/recover?account=${other}`, "/recover?account=nobody"],
  "/recover/key": () => ["/recover/key"],
  "/search": ({ word }) => ["/search", `/search?q=${word}`, "/search?q=xyzzy"],
  "/settings": () => ["/settings"],
  "/u/{account}": ({ account, other }) => [`/u/${account}`, `/u/${other}`],
  "/u/{account}/income": ({ account }) => [`/u/${account}/income`],
  "/verify": () => ["/verify"],
};

/** Routes that answer programs, or a part of a page. */
const NO_PAGES = [
  "/.well-known/did.json",
  "/c/{dao}/calendar.ics",
  "/c/{dao}/credential/{file}",
  "/c/{dao}/dao.json",
  "/c/{dao}/fairness/{file}",
  "/c/{dao}/feed.atom",
  "/c/{dao}/treasury/payouts.csv",
  "/found/handle",
  "/join/preview",
  "/receipt/{id}/proof.json",
];

test("every route is walked, or is no page", () => {
  const router = readFileSync(new URL("../../src/pages/mod.rs", import.meta.url), "utf8");
  const routes = [...router.matchAll(/\.route\("([^"]+)"/g)].map((found) => found[1]);
  assert.ok(routes.length > 30, "the router is read");
  assert.deepEqual(routes.sort(), [...Object.keys(PAGES), ...NO_PAGES].sort());
});

/** Who looks, and whose community they look at. */
const READERS = {
  en: { community: "low-tide-bakery", word: "oven" },
  he: { community: "גינת-האורן", word: "הצעה" },
};

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

const address = (path, lang) => `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;

/** Which of several ways something is. */
const shape = (way) => (typeof way === "string" ? way : Object.keys(way)[0]);

/** Somebody of a community: the cookie with which they read, and what there is for them to see. */
async function reader({ community, word }) {
  const ask = async (path, init = {}) => (await fetch(new URL(path, at.url), init)).json();
  const people = await ask("demo/people");
  const [me, other] = people.filter((one) => one.community === community);
  const { account } = me;
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ account });
  const { session } = await ask("demo/become", { method: "POST", headers, body });
  const cookie = session.split(" ")[1];
  const authorization = { headers: { authorization: session } };
  const view = async (path) => (await ask(`v1/views/${path}`, authorization)).answer;
  const { dao } = await view(`dao?dao=@${encodeURIComponent(community)}`);
  // One of each standing, so that every shape of the page is seen.
  const { proposals } = await view(`proposals?dao=${dao}&open=false`);
  const kinds = new Map(proposals.map((one) => [one.label, one.proposal]));
  const { tasks } = await view(`board?dao=${dao}`);
  const works = new Map(tasks.map((one) => [shape(one.mode) + shape(one.stage), one.task]));
  const { rows } = await view(`contributions?dao=${dao}`);
  const given = new Map(rows.map((one) => [shape(one.status), one.evidence]));
  const { rows: mine } = await view("my-reviews");
  const { rounds } = await view(`rounds?dao=${dao}`);
  const { undertakings: pots } = await view(`gift-pots?dao=${dao}`);
  const { gifts } = await view("my-gifts");
  const { funds } = await view(`funds?dao=${dao}`);
  const { sales } = await view(`sales?dao=${dao}`);
  const { courses } = await view(`courses?dao=${dao}`);
  const { works: creations } = await view(`works?dao=${dao}`);
  const { programmes } = await view(`programmes?dao=${dao}`);
  const claims = await Promise.all(
    programmes.map((one) => view(`reward-claims?dao=${dao}&programme=${one.programme}`)),
  );
  const { polls } = await view(`polls?dao=${dao}`);
  const { threads } = await view(`threads?dao=${dao}`);
  const home = await fetch(new URL(`c/${dao}/history`, at.url), { headers: { cookie: `aluma=${cookie}` } });
  const [, receipt] = /\/receipt\/([0-9a-f]{64})/.exec(await home.text());
  const income = await fetch(new URL(`u/${account}/income`, at.url), {
    headers: { cookie: `aluma=${cookie}` },
  });
  const papers = [...(await income.text()).matchAll(/href="(\/payment\/[^"]+)"/g)];
  return {
    cookie,
    place: {
      dao,
      word: encodeURIComponent(word),
      account,
      other: other.account,
      proposals: [...kinds.values()],
      polls: polls.slice(0, 2).map((one) => one.poll),
      threads: threads.slice(0, 2).map((one) => one.thread),
      receipt,
      tasks: [...works.values()],
      given: [...new Set([...given.values(), ...mine.map((one) => one.evidence)])],
      rounds: rounds.map((one) => one.round),
      pots: pots.map((one) => one.undertaking),
      gifts: gifts.filter((one) => one.dao === dao).map((one) => one.undertaking.undertaking),
      funds: funds.map((one) => one.fund),
      sales: sales.map((one) => one.sale),
      courses: courses.map((one) => one.course),
      creations: creations.map((one) => one.work),
      programmes: programmes.map((one) => one.programme),
      rewards: claims.flatMap((one) => one.claims.map((row) => row.claim)).slice(0, 3),
      payments: papers.slice(0, 2).map((found) => found[1].replaceAll("&amp;", "&")),
    },
  };
}

/** What is wrong with a page as it stands. */
async function wrongs(page, mark) {
  const wrong = [];
  const found = await flaws(page);
  if (found.length > 0) wrong.push(`${mark}: ${JSON.stringify(found)}`);
  const { text, wide } = await page.evaluate(() => ({
    text: document.body.innerText,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  if (/\bweb-[a-z]|\{\s*\$/.test(text)) wrong.push(`${mark}: a message without words`);
  if (wide > 0) wrong.push(`${mark}: wider than the screen by ${wide} px`);
  return wrong;
}

/** Goes through pages: each as it comes, then in the other theme and size. */
async function walk(who, paths, { lang, mark, first, then }) {
  const wrong = [];
  for (const path of paths) {
    const answer = await who.page.goto(new URL(address(path, lang), at.url).href);
    if (answer.status() !== 200) wrong.push(`${mark} ${path}: ${answer.status()}`);
    await ready(who.page);
    for (const way of [first, then].filter(Boolean)) {
      await who.page.setViewportSize(SIZES[way.size]);
      await who.page.emulateMedia({ colorScheme: way.theme });
      const name = `${lang}-${way.size}-${way.theme}-${mark}`;
      wrong.push(...(await wrongs(who.page, `${name} ${path}`)));
      if (!shots) continue;
      const file = path.replaceAll(/[^a-z0-9]+/g, "-").slice(0, 60);
      await who.page.screenshot({ path: `${shots}/${name}${file}.png`, fullPage: true });
    }
  }
  return [...wrong, ...who.troubles.map((trouble) => `${mark} ${trouble}`)];
}

const WAYS = {
  en: { first: { size: "phone", theme: "light" }, then: { size: "desk", theme: "dark" } },
  he: { first: { size: "phone", theme: "dark" }, then: { size: "desk", theme: "light" } },
};

for (const lang of ["en", "he"]) {
  test(`every page is for everybody, ${lang}`, { timeout: 900_000 }, async () => {
    const { cookie, place } = await reader(READERS[lang]);
    const paths = Object.values(PAGES).flatMap((of) => of(place));
    const who = await person(browser, { lang });
    await who.context.addCookies([{ name: "aluma", value: cookie, url: at.url }]);
    assert.deepEqual(await walk(who, paths, { lang, mark: "member", ...WAYS[lang] }), []);
    await who.context.close();
  });
}

for (const lang of ["en", "he"]) {
  test(`what is for sale is for everybody, ${lang}`, { timeout: 300_000 }, async () => {
    const { cookie, place } = await reader({ community: "pier-sun", word: "sun" });
    assert.equal(place.sales.length, 4, "the demo sells");
    const capital = ["/c/{dao}/capital", "/c/{dao}/capital/{sale}", "/portfolio"];
    const who = await person(browser, { lang });
    await who.context.addCookies([{ name: "aluma", value: cookie, url: at.url }]);
    const paths = capital.flatMap((route) => PAGES[route](place));
    assert.deepEqual(await walk(who, paths, { lang, mark: "capital", ...WAYS[lang] }), []);
    await who.context.close();
  });
}

test("a stranger's pages say how to come in", { timeout: 600_000 }, async () => {
  const { place } = await reader(READERS.he);
  const paths = ["/", "/c", "/found", "/join", "/enter", "/mine", "/settings", "/search?q=a"];
  const open = [`/c/${place.dao}`, `/join?dao=${place.dao}`, `/p/${place.proposals[0]}`];
  const who = await person(browser, { lang: "he" });
  const { first } = WAYS.he;
  const found = await walk(who, [...paths, ...open], { lang: "he", mark: "stranger", first });
  assert.deepEqual(found, []);
  await who.context.close();
});

// A demo's person is a key of the browser's; nobody is left when they sign out.
test("a visitor is one of the people, and votes as them", { timeout: 900_000 }, async () => {
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

test("a browser with a person of its own keeps to them", { timeout: 600_000 }, async () => {
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
