// A real browser for tests: Debian's Chromium with a virtual authenticator, and what looks at pages
// for them: accessibility, and that the strict policy held.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How wide pages are tried: a phone and a desk. */
export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
const LOCALES = { en: "en-GB", he: "he-IL" };

/** Starts Chromium. ALUMA_CHROMIUM says where it is, if not where Debian puts it. */
export function launch() {
  const executablePath = process.env.ALUMA_CHROMIUM ?? "/usr/bin/chromium";
  // As root, and where a container gives no sandbox: pages here are ours.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/** A person's browser: a context of its own, with one device that holds passkeys. */
export async function person(browser, { size = "phone", lang = "en", dark = false, wallet, state } = {}) {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: LOCALES[lang],
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    storageState: state,
  });
  if (process.env.ALUMA_FRESH) await freshSigner(context);
  if (wallet) await wallet(context);
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    const broken = /Content Security Policy|TrustedHTML|TrustedScript|integrity/i.test(text);
    if (broken) troubles.push(`policy: ${text}`);
  });
  const device = await authenticator(context, page);
  return { context, page, device, troubles };
}

/** Lets pages have the signer as it is built now, which the program need not have in it yet: for
 * whoever works on it. */
async function freshSigner(context) {
  const asset = (name) => readFileSync(new URL(`../../assets/${name}`, import.meta.url));
  const hash = createHash("sha384").update(asset("signer-start.js")).digest("base64");
  await context.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    const script = /^\/assets\/(signer|signer-start)\./.exec(url.pathname);
    if (script !== null) {
      await route.fulfill({ contentType: "text/javascript", body: asset(`${script[1]}.js`) });
    } else if (url.pathname.startsWith("/assets/signer-catalog.")) {
      await route.fulfill({ contentType: "application/json", body: asset("signer-catalog.json") });
    } else if (route.request().resourceType() === "document") {
      const response = await route.fetch();
      const text = await response.text();
      const old = /(<script[^>]*\/assets\/signer-start\.[^>]*integrity=")[^"]*/;
      await route.fulfill({ response, body: text.replace(old, `$1sha384-${hash}`) });
    } else {
      await route.continue();
    }
  });
}

/** A virtual device that verifies its user without asking. */
async function authenticator(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const send = (method, params) => session.send(method, { authenticatorId, ...params });
  return {
    /** Tells each time that its user is asked. */
    onPrompt: (tell) => {
      session.on("WebAuthn.credentialAdded", tell);
      session.on("WebAuthn.credentialAsserted", tell);
    },
    credentials: async () => (await send("WebAuthn.getCredentials", {})).credentials,
    add: (credential) => send("WebAuthn.addCredential", { credential }),
    /** Whether its user can be verified, and is. */
    setVerified: (isUserVerified) => send("WebAuthn.setUserVerified", { isUserVerified }),
  };
}

/** What axe-core finds wrong on a page as it stands: nothing, hopefully. A page that goes on to another meanwhile, as
 * it does by itself when the ledger did, is looked at there. */
export async function flaws(page, again = 2) {
  try {
    return await found(page);
  } catch (error) {
    if (!again || !/context was destroyed|navigat/i.test(error.message)) throw error;
    await page.waitForLoadState("load");
    return flaws(page, again - 1);
  }
}

async function found(page) {
  // By the debugger, which no policy of the page holds back.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const options = { resultTypes: ["violations"] };
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, help, nodes }) => {
      return { id, help, where: nodes.slice(0, 5).map((node) => node.target.join(" ")) };
    });
  });
}

/** The signer's dialog, which lives in a tree of its own. */
export function dialog(page) {
  const root = page.locator(".signer-host dialog");
  return {
    root,
    words: root.locator("[data-words]"),
    title: root.locator("#title"),
    warnings: root.locator(".warning"),
    problem: root.locator(".problem"),
    sign: root.locator("[data-sign]"),
    go: root.locator("[data-go]"),
    text: () => root.innerText(),
  };
}

/** Waits until a press reaches the signer, which may have to be fetched for it, and until the page will not be drawn
 * anew for a reader whom it did not know. */
export function ready(page) {
  return page.locator("html[data-signer][data-settled]").waitFor({ state: "attached" });
}

/** Text without the marks that set runs off. */
export function bare(text) {
  return text.replace(/[\u2066-\u2069]/g, "");
}
