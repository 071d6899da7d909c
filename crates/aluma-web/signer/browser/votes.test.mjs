// One vote from one link, by keyboard alone: somebody opens a proposal of a community that is closed to
// strangers, in a browser that does not know her, reads what it does and what she weighs, votes, and
// sees her receipt and the result. Then another one, in the browser that knows her by now.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import test, { after, before } from "node:test";
import { launch } from "./harness.mjs";
import { hands, told } from "./hands.mjs";
import { ledger } from "./ledger.mjs";

/** What somebody may take, in seconds of her own: with a new browser, and later. */
const FIRST_S = 60;
const LATER_S = 10;

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

/** A community for its members only, run from the command line, that waits for one more. */
async function hall(name) {
  const file = `${at.folder}/${name}`;
  const as = (...words) => at.aluma("--key-file", file, ...words);
  await at.aluma("key", "new", name, "--key-file", file);
  const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "1d");
  await as("do", "join", "--secret", secret, "--handle", name);
  const money = '{"symbol":"EUR","decimals":2,"kind":"token","supply":"100000","holders":[]}';
  const found = ["--joining", "invitation", "--manner", "small-circle", "--visibility", "members"];
  const named = ["--handle", `hall-${name}`, "--name", "The old hall", "--purpose", "To keep it open."];
  const { receipt } = await as("do", "found", ...named, ...found, "--assets", money);
  const made = receipt.made;
  const invite = ["--dao", String(made), "--uses", "1", "--valid-for", "1d", "--vouch"];
  const invitation = await as("do", "invite", ...invite);
  const propose = async (title) => {
    const pay = `{"action":"transfer","to":{"account":{"account":"@${name}"}},"amount":"45 EUR"}`;
    const act = title === "Chairs" ? pay : '{"action":"resolve","text":"We open on Fridays."}';
    const words = ["--dao", String(made), "--title", title, "--body", "Twenty, used.", "--actions", act];
    return (await as("do", "propose", ...words)).receipt.made;
  };
  return { as, propose, link: `${at.url}join#${invitation.secret}` };
}

for (const [lang, size] of [
  ["en", "phone"],
  ["he", "desk"],
]) {
  test(`one vote from one link, ${lang}, ${size}`, { timeout: 900_000 }, async () => {
    const { as, propose, link } = await hall(`ben-${lang}`);
    const old = await hands(browser, `${lang}-${size}-old`, { lang, size });
    await old.comeIn(link, `dana-${lang}`);
    const [passkey] = await old.device.credentials();
    await old.leave();
    const chairs = await propose("Chairs");

    // The same passkey on another device, as phones share theirs.
    const dana = await hands(browser, `${lang}-${size}-dana`, { lang, size });
    await dana.device.add(passkey);
    dana.begin();
    await dana.open(`${at.url}p/${chairs}`);
    await dana.look("closed");
    await dana.press("main [data-sign-in=passkey]");
    await dana.sign("session");
    await dana.page.locator("form[data-act=vote]").waitFor();
    await dana.arrive("vote");
    assert.match(await dana.reads("main .acts"), /45 EUR/);
    assert.match(await dana.reads("main .card:has(form[data-act=vote]) > p"), /1.*2.*50%/);
    await dana.choose("choice", "for");
    await dana.tick("form[data-act=vote] [name=last]");
    const words = await dana.quick("form[data-act=vote]", "words");
    assert.ok(words.includes("Chairs"), words);
    counted(dana, "Vote from a link, in a browser that does not know her", FIRST_S);
    // The result comes to the page that stands open.
    await as("do", "vote", "--proposal", String(chairs), "--choice", "for", "--last");
    await dana.page.locator("main h1 + p .badge.good").waitFor();
    await dana.look("result");
    await dana.follow("[data-done] a", "receipt");
    await dana.page.locator("main .badge.good").waitFor();

    const fridays = await propose("Fridays");
    dana.begin();
    await dana.open(`${at.url}p/${fridays}`);
    await dana.choose("choice", "for");
    await dana.quick("form[data-act=vote]");
    counted(dana, "Vote from a link, already known here", LATER_S);
    await as("do", "vote", "--proposal", String(fridays), "--choice", "for", "--last");
    await dana.page.locator("main .legend").getByText("2", { exact: true }).waitFor();
    await dana.leave();
  });
}

function counted(who, journey, most) {
  const { steps, prompts, seconds } = who;
  assert.deepEqual({ steps, prompts }, told(journey), `${who.mark}: ${journey}`);
  assert.ok(seconds <= most, `${journey}: ${seconds} s of a person, ${most} s are allowed`);
}
