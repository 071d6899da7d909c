// A community for tests that look at pages.

import { dialog, ready } from "./harness.mjs";

/** A community with something of everything, whose founder is in the browser. */
export async function town(at, who) {
  const { secret } = await at.aluma("do", "invite", "--uses", "5", "--valid-for", "1d");
  await who.page.goto(`${at.url}join#${secret}`);
  await ready(who.page);
  await who.page.locator("#f-handle").fill("ana-levi");
  await who.page.locator("[data-with=passkey]").click();
  const shown = dialog(who.page);
  for (let asked = 0; asked < 2; asked += 1) {
    await shown.sign.waitFor();
    await shown.sign.click();
    await who.page.waitForTimeout(600);
  }
  await who.page.waitForURL(/\/mine$/);
  const key = async (name) => {
    await at.aluma("key", "new", name, "--key-file", `${at.folder}/${name}`);
    const as = (...words) => at.aluma("--key-file", `${at.folder}/${name}`, ...words);
    await as("do", "join", "--secret", secret, "--handle", name);
    return as;
  };
  const ben = await key("ben");
  const money = '{"symbol":"EUR","decimals":2,"kind":"token","supply":"100000","holders":[]}';
  const found = ["--joining", "invitation", "--manner", "small-circle", "--assets", money];
  await ben("do", "found", "--handle", "hall", "--name", "האולם הישן", "--purpose", "To keep **it** open.", ...found);
  const vouched = await ben("do", "invite", "--dao", "hall", "--uses", "3", "--valid-for", "1d", "--vouch");
  await who.page.goto(`${at.url}join#${vouched.secret}`);
  await ready(who.page);
  await who.page.locator("[data-with=account]").click();
  await shown.sign.waitFor();
  await shown.sign.click();
  await who.page.waitForURL(/\/c\/\d+$/);
  const pay = '{"action":"transfer","to":{"account":{"account":"ben"}},"amount":"45 EUR"}';
  const rule = '{"action":"amend","changes":[{"key":"spend.period","value":"3d"}]}';
  const { made } = await ben("do", "propose", "--dao", "hall", "--title", "כיסאות Chairs", "--body", "Twenty.", "--actions", pay);
  await ben("do", "vote", "--proposal", String(made ?? 1), "--choice", "for", "--reason", "By Friday, please.");
  await ben("do", "open-thread", "--dao", "hall", "--readers", "readers", "--title", "Keys", "--body", "Who has one?").catch(() => {});
  await ben("do", "poll", "--dao", "hall", "--question", "מתי?", "--options", "Monday", "--options", "יום ה׳", "--kind", "single", "--audience", "members", "--lasts", "2d");
  await ben("do", "propose", "--dao", "hall", "--title", "Longer", "--actions", rule).catch(() => {});
}
