// A lost telephone, by keyboard alone, on a clock that is moved: an owner chooses three people, loses
// her phone, makes a key on a new one, two of the three speak for it, seven days pass, and she signs
// in with it. And one who did not lose it sees that others say so, and stops it.

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

function counted(who, journey) {
  const { steps, prompts } = who;
  assert.deepEqual({ steps, prompts }, told(journey), `${who.mark}: ${journey}`);
}

const WAYS = [
  ["en", "desk"],
  ["he", "phone"],
];

for (const [lang, size] of WAYS) {
  test(`a lost telephone, ${lang}, ${size}`, { timeout: 900_000 }, async () => {
    const come = async (name, mark = name) => {
      const { secret } = await at.aluma("do", "invite", "--uses", "1", "--valid-for", "1d");
      const who = await hands(browser, `${lang}-${size}-${mark}`, { lang, size });
      await who.comeIn(`${at.url}join#${secret}`, `${name}-${lang}`);
      return who;
    };
    const again = (mark) => hands(browser, `${lang}-${size}-${mark}`, { lang, size });
    const dana = await come("dana");
    const guardians = [await come("ana"), await come("ben"), await come("gal")];

    // While she has it, she says who could help her back in.
    dana.begin();
    await dana.follow("main a[href='/settings#guardians']", "settings");
    for (const [place, name] of ["ana", "ben", "gal"].entries()) {
      await dana.write(`[name='guardians[${place}].account.account']`, `@${name}-${lang}`);
    }
    await dana.press("#guardians form[data-act=set-guardians] button[type=submit]");
    assert.ok((await dana.sign("guardians-words")).includes(`ana-${lang}`));
    await dana.goOn();
    counted(dana, "Choose people who help you back in");
    await dana.page.locator("#guardians .notice.waits").waitFor();
    await dana.arrive("guardians-wait");
    await at.aluma("advance", "8d");
    // The phone is gone, and its passkey with it.
    await dana.leave();

    // The new phone makes a key, and she tells its public half.
    const phone = await again("new-phone");
    phone.begin();
    await phone.open(`${at.url}recover`);
    await phone.look("recover");
    await phone.follow("main a[href='/recover/key']", "key");
    await phone.write("#f-handle", `dana-${lang}`);
    await phone.press("[data-with=passkey]");
    const place = phone.page.locator("[data-public-key]:not(:empty)");
    await place.waitFor();
    await phone.look("key-made");
    const key = (await place.innerText()).trim();
    const link = await phone.page.locator("a[data-recover-link]").getAttribute("href");
    counted(phone, "Make a key on the new telephone");

    // Two of the three make sure that it is her, and speak for it.
    for (const guardian of guardians.slice(0, 2)) {
      guardian.begin();
      await guardian.open(new URL(link, at.url).href);
      // What signed them in ran out meanwhile; the browser's own key makes it anew.
      assert.equal(await guardian.page.locator("[name=key]").inputValue(), key);
      await guardian.look("speak");
      await guardian.press("form[data-act=recover] button[type=submit]");
      assert.ok((await guardian.sign("speak-words")).includes(`dana-${lang}`));
      await guardian.goOn();
      counted(guardian, "Speak for somebody's new key");
    }
    await guardians[1].page.locator("main .notice.bad").waitFor();
    await guardians[1].look("under-way");

    // Seven days, in which the old phone could have said no; then the new key opens the account.
    await at.aluma("advance", "8d");
    phone.begin();
    await phone.open(`${at.url}enter`);
    await phone.press("main [data-sign-in=passkey]");
    await phone.sign("session");
    await phone.page.waitForURL(/\/mine$/);
    await phone.arrive("back");
    counted(phone, "Sign in with the new telephone");

    // Who still has it stops what others say, from the page that says so.
    const eli = await come("eli");
    await eli.follow("main a[href='/settings#guardians']");
    for (const [place, name] of ["ana", "ben"].entries()) {
      await eli.write(`[name='guardians[${place}].account.account']`, `@${name}-${lang}`);
    }
    await eli.press("#guardians form[data-act=set-guardians] button[type=submit]");
    await eli.sign();
    await eli.goOn();
    await at.aluma("advance", "8d");
    const thief = await again("thief");
    await thief.open(`${at.url}recover/key`);
    await thief.write("#f-handle", `eli-${lang}`);
    await thief.press("[data-with=passkey]");
    const stolen = thief.page.locator("a[data-recover-link]");
    await stolen.waitFor();
    for (const guardian of guardians.slice(0, 2)) {
      await guardian.open(new URL(await stolen.getAttribute("href"), at.url).href);
      await guardian.page.locator("form[data-act=recover]").waitFor();
      await guardian.press("form[data-act=recover] button[type=submit]");
      await guardian.sign();
      await guardian.goOn();
    }
    eli.begin();
    await eli.open(`${at.url}mine`);
    await eli.page.locator("main .notice.bad").waitFor();
    await eli.look("warned");
    await eli.press("main form[data-act=cancel-recovery] button[type=submit]");
    await eli.sign("veto-words");
    await eli.goOn();
    await eli.page.locator("main .notice.bad").waitFor({ state: "detached" });
    counted(eli, "Stop a recovery that is not yours");
    for (const who of [phone, thief, eli, ...guardians]) await who.leave();
  });
}
