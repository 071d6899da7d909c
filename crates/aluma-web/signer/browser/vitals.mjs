// What a first visit costs a person: bytes over the wire, when the largest part of a page is there
// (LCP), how much it moves about (CLS), how long a press waits for its effect (INP), as Chromium's own
// observers tell. A telephone of 390 px, an empty cache, on this machine's loopback and again as a slow
// telephone network and processor would have it. `./test.sh vitals`; fails above the bars.

import { launch, person, ready } from "./harness.mjs";
import { ledger } from "./ledger.mjs";
import { town } from "./town.mjs";

/** Good by web.dev's thresholds; bytes by ours. */
const BARS = { bytes: 100_000, lcp: 2_500, cls: 0.1, inp: 200 };
const PAGES = [
  "/", "/join", "/found", "/c", "/c/1", "/c/1/proposals", "/p/1", "/poll/1", "/c/1/talk",
  "/c/1/people", "/c/1/treasury", "/c/1/charter", "/c/1/history",
];
const NETWORKS = {
  loopback: null,
  // As Lighthouse has it for telephones: 1.6 Mbit/s, 150 ms there and back, a quarter of the processor.
  "slow 4G": { latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 },
};
const SLOWER = 4;

/** Runs in the page before anything of it. */
function observe() {
  const seen = { lcp: 0, cls: 0, inp: 0 };
  window.vitals = seen;
  const on = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  on("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  on("layout-shift", (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
  const press = (entry) => entry.interactionId && (seen.inp = Math.max(seen.inp, entry.duration));
  on("event", press, { durationThreshold: 16 });
}

/** What a person does on any page; then what is there on this one. */
async function press(page) {
  // As soon as something stands there: later would be too kind.
  const all = [
    "[data-theme-switch]",
    "main details > summary",
    "main input[type=radio]",
    "main button[type=button]",
    "main input[type=text], main textarea",
  ];
  for (const selector of all) {
    const one = page.locator(selector).filter({ visible: true }).first();
    if ((await one.count()) === 0) continue;
    await one.click({ timeout: 5_000 }).catch(() => {});
    await page.keyboard.press("Tab");
  }
  await page.waitForTimeout(300);
}

/** One first visit. */
async function visit(browser, url, { network, lang }) {
  const { context, page } = await person(browser, { size: "phone", lang });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  if (network !== null) {
    await session.send("Network.emulateNetworkConditions", { offline: false, ...network });
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: "load" });
  await ready(page);
  await page.waitForTimeout(network === null ? 300 : 1_500);
  const weight = bytes;
  // A press is the end of what LCP looks at, so it is read first.
  const before = await page.evaluate(() => ({ ...window.vitals }));
  await press(page);
  const after = await page.evaluate(() => ({ ...window.vitals }));
  await context.close();
  return { bytes: weight, lcp: before.lcp, cls: after.cls, inp: after.inp };
}

const browser = await launch();
const at = await ledger();
const over = [];
try {
  const ana = await person(browser, {});
  await town(at, ana);
  await ana.context.close();
  for (const [name, network] of Object.entries(NETWORKS)) {
    console.log(`\n| ${name} | bytes | LCP, ms | CLS | INP, ms |\n|---|---|---|---|---|`);
    for (const path of PAGES) {
      const seen = { bytes: 0, lcp: 0, cls: 0, inp: 0 };
      for (const lang of ["en", "he"]) {
        const once = await visit(browser, new URL(path, at.url).href, { network, lang });
        for (const key of Object.keys(seen)) seen[key] = Math.max(seen[key], once[key]);
      }
      const { bytes, lcp, cls, inp } = seen;
      console.log(`| \`${path}\` | ${bytes} | ${Math.round(lcp)} | ${cls.toFixed(3)} | ${Math.round(inp)} |`);
      if (lcp === 0) over.push(`${name} ${path}: nothing was painted`);
      for (const [key, bar] of Object.entries(BARS)) {
        if (seen[key] > bar) over.push(`${name} ${path}: ${key} ${seen[key]}, bar ${bar}`);
      }
    }
  }
} finally {
  await at.stop();
  await browser.close();
}
for (const line of over) console.error(line);
process.exit(over.length > 0 ? 1 : 0);
