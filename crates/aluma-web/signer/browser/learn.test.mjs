// From a link in a chat to the first paid task that a skill opens, in real browsers and by keyboard alone: somebody
// reads a lesson without an account, comes in, founds a community for practice, does there what is drawn for her and
// shows it, hands in a practical that a peer accepts, sees the money held and paid, takes the task that asks for the
// skill, and is asked again a week later. In Hebrew on a phone, in English on a desk.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
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
  en: {
    name: "The old hall",
    task: "Write the proposal for the roof",
    work: "Written: two acts, a sum, and what speaks against it.",
    practice: "Ana practises",
    practiceFor: "To try decisions out.",
    try: "A try",
    skill: "Deciding together",
    open: "Open",
  },
  he: {
    name: "האולם הישן",
    task: "ניסוח ההצעה לגג",
    work: "נכתבה: שתי פעולות, סכום, ומה אפשר לטעון נגד.",
    practice: "התרגול של ענת",
    practiceFor: "לתרגל החלטות.",
    try: "ניסיון",
    skill: "להחליט יחד",
    open: "פתוח",
  },
};

/** A lesson of the first course, in both languages, as the demo has it. */
function lesson(file, dao, [titleEn, titleHe]) {
  const text = (lang) => {
    const path = `../../../aluma-demo/courses/how-we-work/${lang}/${file}.md`;
    return readFileSync(new URL(path, import.meta.url), "utf8").replaceAll("{here}", `/c/${dao}`);
  };
  return { title_en: titleEn, title_he: titleHe, text_en: text("en"), text_he: text("he") };
}

const LESSONS = [
  ["1-read-and-vote", ["Read a proposal, and vote", "קוראים הצעה ומצביעים"]],
  ["6-what-learning-pays", ["What learning pays", "על מה הלימוד משלם"]],
];
const TITLE = { en: "How we decide and work here", he: "איך מחליטים ועובדים כאן" };

const view = async (path) => (await (await fetch(new URL(`v1/views/${path}`, at.url))).json()).answer;

/** A hall of three at command lines that teaches, pays for it, and has a task for those who learned. */
async function hall(lang, words) {
  const people = {};
  for (const name of ["ben", "cleo", "dan"]) {
    const file = `${at.folder}/learn-${lang}-${name}`;
    await at.aluma("key", "new", `learn-${lang}-${name}`, "--key-file", file);
    people[name] = (...act) => at.aluma("--key-file", file, ...act);
  }
  const { ben, cleo, dan } = people;
  const handle = (name) => `${name}-learns-${lang}`;
  const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "7d");
  await ben("do", "join", "--secret", secret, "--handle", handle("ben"));
  const money = { symbol: "EUR", decimals: 2, kind: "token", supply: "3000000", holders: [] };
  const may = ["publish-task"];
  const limits = [{ symbol: "EUR", units: "50000", per: "7d" }];
  const role = { name: "Guide", duty: "Offers work, looks at practicals", may, limits, for_members: true, weighs: false, for_founders: true };
  const named = ["--handle", `learns-${lang}`, "--name", words.name, "--purpose", "To keep it open."];
  const ways = ["--joining", "invitation", "--manner", "small-circle"];
  const lists = ["--assets", JSON.stringify(money), "--roles", JSON.stringify(role)];
  const quick = ["--changes", JSON.stringify({ key: "work.delay", value: "0ms" })];
  const { receipt } = await ben("do", "found", ...named, ...ways, ...lists, ...quick);
  const dao = String(receipt.made);
  const uses = ["--dao", dao, "--uses", "4", "--valid-for", "60d", "--vouch"];
  const invitation = await ben("do", "invite", ...uses);
  for (const [name, as] of [["cleo", cleo], ["dan", dan]]) {
    await as("do", "join", "--dao", dao, "--secret", invitation.secret, "--handle", handle(name));
  }
  const decide = async (title, acts) => {
    const propose = ["do", "propose", "--dao", dao, "--title", title, "--actions", JSON.stringify(acts)];
    const proposal = String((await ben(...propose)).receipt.made);
    for (const as of [ben, cleo, dan]) {
      await as("do", "vote", "--proposal", proposal, "--choice", "for", "--last");
    }
    await at.aluma("advance", "4d");
  };
  const terms = {
    kinds: ["lesson"],
    need: 1,
    verifiers: [
      { predicate: { clauses: [{ enacted: { times: 2, practice: true } }] } },
      { panel: { role: 1, need: 1 } },
    ],
    curve: { ladder: { units: "10000", parts: [30, 20, 10, 15, 25] } },
    caps: { epoch: "10000", person: "900000", person_epoch: "900000" },
    epoch: "30d",
    payout: "now",
    window: "1d",
    audit: "0%",
  };
  const programme = { action: "open-programme", title: TITLE[lang], purpose: words.name, asset: "EUR", lasts: "365d", terms };
  await decide("Teach", [{ action: "name-skills", dao, skills: [{ skill: 7, name: words.skill }] }, programme]);
  const { programmes } = await view(`programmes?dao=${dao}`);
  const number = String(programmes[0].programme);
  const lessons = LESSONS.map(([file, title]) => lesson(file, dao, title));
  const course = { title_en: TITLE.en, title_he: TITLE.he, skill: 7, before: [], programme: number, draws: 1 };
  await decide("Offer the course", [
    { action: "fund-programme", dao, programme: number, amount: "3000 EUR" },
    { action: "name-course", ...course, author: `@${handle("cleo")}`, used: null, lessons },
  ]);
  const { courses } = await view(`courses?dao=${dao}`);
  const act = {
    action: "publish-task", dao, title: words.task, brief: "So that a stranger can vote on it.",
    mode: { claim: { places: 1 } }, reward: "45 EUR", size: 4, open_for: "60d", estimate: "2d",
    reviewer: { account: { account: `@${handle("cleo")}` } }, skills: [{ skill: 7, weight: 1000 }],
    needs: [{ mastery: { skill: 7, level: "can-do" } }], milestones: [], sequential: false, positive: false, outside: false,
  };
  await ben("do", "act-by-role", "--dao", dao, "--role", "1", "--actions", JSON.stringify([act]));
  const { tasks } = await view(`board?dao=${dao}`);
  return {
    dao,
    handle,
    people,
    programme: number,
    course: String(courses[0].course),
    task: String(tasks[0].task),
    link: `${at.url}join#${invitation.secret}`,
  };
}

/** What somebody took for a journey is what the table says. */
function counted(who, journey) {
  const { steps, prompts } = who;
  assert.deepEqual({ steps, prompts }, told(journey), `${who.mark}: ${journey}`);
}

/** What a chat shows of the link, and what a stranger reads behind it. */
async function fromAChat(ana, { dao, course }, lang) {
  const address = `${at.url}c/${dao}/learn/${course}/1`;
  const preview = await (await fetch(`${address}?lang=${lang}`)).text();
  assert.ok(preview.includes(`property="og:title" content="${LESSONS[0][1][lang === "en" ? 0 : 1]}"`));
  await ana.open(`${address}?lang=${lang}`);
  assert.ok((await ana.reads("main .prose")).length > 500);
  await ana.look("lesson");
  await ana.follow(`main a[href='/c/${dao}/learn/${course}/2']`);
  await ana.follow(`main .buttons a[href='/c/${dao}/learn/${course}#step']`, "stranger");
  assert.ok((await ana.page.locator("main form.act").count()) === 0, "a stranger has no form");
}

/** Founds a community for practice, and begins. */
async function begins(ana, { dao, course, handle }, words) {
  const page = `/c/${dao}/learn/${course}`;
  await ana.comeBack(`${at.url}c/${dao}`);
  ana.begin();
  await ana.follow(`main a[href='/c/${dao}/learn']`, "learn");
  await ana.follow(`main a[href='${page}']`, "course");
  await ana.follow("main #step a[href='/found']");
  await ana.write("#f-name", words.practice);
  await ana.write("#f-purpose", words.practiceFor);
  await ana.choose("joining", "invitation");
  await ana.choose("manner", "small-circle");
  // The handle follows from the name.
  await ana.page.waitForFunction(() => document.querySelector("#f-handle").value !== "");
  await ana.press("form[data-act=found] .buttons button[type=submit]");
  await ana.sign();
  await ana.goOn();
  await ana.page.waitForURL(/\/c\/\d+$/);
  const practice = new URL(ana.page.url()).pathname;
  await ana.comeBack(`${at.url.slice(0, -1)}${page}`);
  await ana.write("form[data-act=begin-course] [name=mentor]", `@${handle("dan")}`);
  await ana.press("form[data-act=begin-course] .buttons button[type=submit]");
  assert.ok((await ana.sign("begin-words")).includes(handle("dan")));
  await ana.goOn();
  counted(ana, "Begin a course");
  await at.aluma("advance", "1m");
  return practice;
}

/** How much of what was drawn is there, and how much is asked for. */
async function drawn(ana) {
  const text = await ana.reads("main #drawn");
  return [...text.matchAll(/(\d+) \/ (\d+)/g)].map((found) => found.slice(1).map(Number));
}

/** Proposes in the community for practice and votes, until what was drawn is there. */
async function practises(ana, practice, words, times) {
  for (let turn = 1; turn <= times; turn += 1) {
    await ana.comeBack(`${at.url.slice(0, -1)}${practice}/propose`);
    await ana.follow("main a[href*='action=resolve']");
    await ana.write("#f-title", `${words.try} ${turn}`);
    await ana.write("[name='actions[0].text']", words.try);
    await ana.press("form[data-act=propose] > .buttons button[type=submit]");
    await ana.sign();
    await ana.goOn();
    await ana.page.waitForURL(/\/p\/\d+$/);
    await ana.arrive();
    await ana.choose("choice", "for");
    await ana.tick("form[data-act=vote] [name=last]");
    await ana.quick("form[data-act=vote]");
    await at.aluma("advance", "1d");
  }
}

/** Shows that it is done; the first part is held for her. */
async function proves(ana, page) {
  await ana.comeBack(page);
  ana.begin();
  await ana.press("form[data-act=prove-step] button[type=submit]");
  await ana.sign("prove-words");
  await ana.goOn();
  counted(ana, "Show what was learned");
  await ana.page.locator("form[data-act=hand-in-practical]").waitFor();
  await ana.page.locator("main table").getByText("30 EUR").first().waitFor();
  await ana.arrive("held");
}

/** Hands in something that she made; a peer accepts it. */
async function handsIn(ana, { dao, programme, people }, page) {
  ana.begin();
  await ana.write("form[data-act=hand-in-practical] [name=link]", `https://example.org/roof-${ana.mark}`);
  await ana.press("form[data-act=hand-in-practical] .buttons button[type=submit]");
  assert.ok((await ana.sign("practical-words")).includes("example.org"));
  await ana.goOn();
  counted(ana, "Hand in a practical");
  await ana.page.locator("main #step a[href*='/rewards/']").waitFor();
  await ana.arrive("judged");
  const { claims } = await view(`reward-claims?dao=${dao}&programme=${programme}`);
  const claim = String(claims.at(-1).claim);
  await people.ben("do", "confirm-reward", "--dao", dao, "--claim", claim, "--yes");
  await at.aluma("advance", "2d");
  await ana.comeBack(page);
  const rows = await ana.reads("main table");
  for (const sum of ["30 EUR", "20 EUR"]) assert.ok(rows.includes(sum), rows);
  assert.equal(await ana.page.locator("main table .badge.good").count() >= 2, true, rows);
  await ana.look("paid");
}

/** Takes the task that asks for the skill, and is paid for it. */
async function works(ana, { dao, task, people }, words) {
  const page = `/c/${dao}/work/${task}`;
  await ana.follow(`main a[href='${page}']`, "task");
  await ana.press("form[data-act=take-task] button[type=submit]");
  await ana.sign();
  await ana.goOn();
  await ana.page.locator("form[data-act=hand-in]").waitFor();
  await ana.write("form[data-act=hand-in] [name=work]", words.work);
  await ana.press("form[data-act=hand-in] .buttons button[type=submit]");
  await ana.sign();
  await ana.goOn();
  await ana.page.locator("form[data-act=hand-in]").waitFor({ state: "detached" });
  const job = String((await view(`task?dao=${dao}&task=${task}`)).jobs[0].number ?? 1);
  const verdict = JSON.stringify({ accept: { quality: 1000 } });
  await people.cleo("do", "review-work", "--dao", dao, "--job", job, "--verdict", verdict);
  await at.aluma("advance", "1m");
  await ana.page.locator("main article .badge.good").waitFor();
  await ana.arrive("task-paid");
}

async function learn(lang, size) {
  const here = await hall(lang, TEXTS[lang]);
  const ana = await hands(browser, `learn-${lang}-${size}`, { lang, size });
  try {
    await learns(ana, here, lang);
  } catch (error) {
    const path = `${shots}/${ana.mark}-last.png`;
    if (shots) await ana.page.screenshot({ path, fullPage: true }).catch(() => {});
    throw error;
  }
}

async function learns(ana, here, lang) {
  const words = TEXTS[lang];
  const { dao, course, task, handle, link } = here;
  const page = `${at.url}c/${dao}/learn/${course}`;
  await fromAChat(ana, here, lang);
  await ana.comeIn(link, handle("ana"));
  // What a newcomer may earn grows with the days.
  await at.aluma("advance", "1d");
  // The task asks for the skill, and says who teaches it.
  await ana.comeBack(`${at.url}c/${dao}/work/${task}`);
  await ana.page.locator(`main a[href='/c/${dao}/learn/${course}']`).first().waitFor();
  await ana.look("asks");
  const practice = await begins(ana, here, words);
  await ana.comeBack(page);
  const asked = await drawn(ana);
  assert.equal(asked.length, 1, "it was drawn");
  await ana.look("not-yet");
  await practises(ana, practice, words, Math.max(...asked.map(([has, asks]) => asks - has)));
  await proves(ana, page);
  await handsIn(ana, here, page);
  await works(ana, here, words);
  await ana.follow(".top nav a[href='/mine']");
  await ana.page.locator("main .sum").getByText("95 EUR").first().waitFor();
  await ana.look("money");
  const { account } = await view(`account?account=@${handle("ana")}`);
  await ana.comeBack(`${at.url}c/${dao}/people/${account}`);
  await ana.page.locator("main .card").getByText(words.skill).first().waitFor();
  await ana.look("skill");
  // A week after it was accepted it is asked again, of what is drawn anew.
  await at.aluma("advance", "7d");
  await at.aluma("advance", "1m");
  await ana.comeBack(page);
  await ana.page.locator("form[data-act=prove-step]").waitFor();
  assert.ok((await drawn(ana)).some(([has, asks]) => has < asks), "more is asked for than she had");
  await ana.look("again");
  await ana.leave();
}

for (const [lang, size] of [
  ["he", "phone"],
  ["en", "desk"],
]) {
  test(`from a chat to a lesson to the first paid task, ${lang}, ${size}`, { timeout: 900_000 }, () =>
    learn(lang, size),
  );
}
