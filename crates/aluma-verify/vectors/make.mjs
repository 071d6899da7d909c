// Registrations and assertions of a real browser, written to passkeys.json beside this file.
//
// Each assertion says what the ledger should think of it under the key it was made with: `says` is
// "good" or the name of a PasskeyError. Signatures are left as the browser gives them (DER, about
// half of them high-S); the tests look at both forms.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const PATH = process.env.CHROMIUM ?? "/usr/bin/chromium";
const here = (name) => new URL(name, import.meta.url);

// Challenges are fixed, so that a second run changes signatures and keys only.
const challenge = (name) => createHash("sha256").update(`aluma vectors ${name}`).digest("hex");

function serve() {
  const page = (request, response) => {
    const inner = new URL(request.url, "http://x").searchParams.get("inner");
    const frame = inner
      ? `<iframe src="${inner}" allow="publickey-credentials-get *; publickey-credentials-create *"></iframe>`
      : "";
    response.writeHead(200, { "content-type": "text/html" });
    response.end(`<!doctype html><title>vectors</title><button>here</button>${frame}`);
  };
  return new Promise((resolve) => {
    const server = createServer(page).listen(0, "127.0.0.1", () => resolve(server));
  });
}

/** A page with its own virtual authenticator. */
async function open(browser, url, options) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  await page.goto(url);
  const verified = (is) =>
    cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: is });
  return { page, context, verified };
}

/** Makes a key, in the page. */
function register(frame, ask) {
  return frame.evaluate(async ({ rpId, challenge, prf }) => {
    const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    const hex = (buffer) =>
      Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { id: rpId, name: "Aluma" },
        user: { id: bytes("0102"), name: "dana", displayName: "Dana" },
        challenge: bytes(challenge),
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
        extensions: prf ? { prf: {} } : {},
      },
    });
    return {
      id: hex(made.rawId),
      spki: hex(made.response.getPublicKey()),
      client_data_json: new TextDecoder().decode(made.response.clientDataJSON),
      authenticator_data: hex(made.response.getAuthenticatorData()),
    };
  }, ask);
}

/** Asks a key to sign, in the page. */
function assert(frame, ask) {
  return frame.evaluate(async ({ rpId, id, challenge, verification, prf }) => {
    const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    const hex = (buffer) =>
      Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const made = await navigator.credentials.get({
      publicKey: {
        rpId,
        challenge: bytes(challenge),
        allowCredentials: [{ type: "public-key", id: bytes(id) }],
        userVerification: verification ?? "required",
        extensions: prf ? { prf: { eval: { first: bytes("0a".repeat(32)) } } } : {},
      },
    });
    return {
      client_data_json: new TextDecoder().decode(made.response.clientDataJSON),
      authenticator_data: hex(made.response.authenticatorData),
      signature: hex(made.response.signature),
    };
  }, ask);
}

const HALF = BigInt("0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");

function isHigh(der) {
  const r = parseInt(der.slice(6, 8), 16);
  return BigInt("0x" + der.slice(12 + 2 * r)) > HALF;
}

const vectors = [];
const registrations = [];

function keep(name, says, key, ask, assertion) {
  const { rpId, challenge } = ask;
  vectors.push({ name, says, rp_id: rpId, key: key.spki, challenge, ...assertion });
}

const server = await serve();
const port = server.address().port;
const at = (host, query = "") => `http://${host}:${port}/${query}`;
const browser = await chromium.launch({ executablePath: PATH, args: ["--no-sandbox"] });
try {
  // One key, several challenges, a touch, both forms of a signature.
  {
    const rpId = "localhost";
    const { page, context, verified } = await open(browser, at(rpId), {});
    const key = await register(page, { rpId, challenge: challenge("make localhost") });
    registrations.push({ rp_id: rpId, challenge: challenge("make localhost"), ...key });
    for (const name of ["first", "second", "third"]) {
      const ask = { rpId, id: key.id, challenge: challenge(name) };
      keep(`localhost, ${name} challenge`, "good", key, ask, await assert(page, ask));
    }
    for (const high of [false, true]) {
      for (let turn = 0; ; turn += 1) {
        const name = `${high ? "high" : "low"} ${turn}`;
        const ask = { rpId, id: key.id, challenge: challenge(name) };
        const assertion = await assert(page, ask);
        if (isHigh(assertion.signature) === high) {
          keep(high ? "high-S" : "low-S", "good", key, ask, assertion);
          break;
        }
      }
    }
    await verified(false);
    const ask = { rpId, id: key.id, challenge: challenge("touch"), verification: "discouraged" };
    keep("a touch only", "NotVerified", key, ask, await assert(page, ask));
    await context.close();
  }
  // A site of another name, asked from its own page and from a page of a name below it.
  {
    const rpId = "commons.localhost";
    const { page, context } = await open(browser, at(rpId), {});
    const key = await register(page, { rpId, challenge: challenge("make commons") });
    registrations.push({ rp_id: rpId, challenge: challenge("make commons"), ...key });
    const ask = { rpId, id: key.id, challenge: challenge("commons") };
    keep("another site", "good", key, ask, await assert(page, ask));
    await page.goto(at("app.commons.localhost"));
    const below = { ...ask, challenge: challenge("below") };
    keep("a page below the site", "good", key, below, await assert(page, below));
    // The same key under a page that embeds the site.
    await page.goto(at("localhost", `?inner=${encodeURIComponent(at(rpId))}`));
    const frame = page.frames().find((frame) => frame.url() === at(rpId));
    await frame.locator("button").click();
    const inner = { ...ask, challenge: challenge("inner") };
    keep("embedded by another site", "CrossOrigin", key, inner, await assert(frame, inner));
    await context.close();
  }
  // A key that is backed up, and one that answers with extension data.
  {
    const rpId = "localhost";
    const backup = { defaultBackupEligibility: true, defaultBackupState: true };
    const { page, context } = await open(browser, at(rpId), backup);
    const key = await register(page, { rpId, challenge: challenge("make backed up") });
    const ask = { rpId, id: key.id, challenge: challenge("backed up") };
    keep("backed up", "good", key, ask, await assert(page, ask));
    await context.close();
  }
  {
    const rpId = "localhost";
    const options = { ctap2Version: "ctap2_1", hasPrf: true };
    const { page, context } = await open(browser, at(rpId), options);
    const key = await register(page, { rpId, challenge: challenge("make prf"), prf: true });
    const ask = { rpId, id: key.id, challenge: challenge("prf"), prf: true };
    keep("with extension data", "good", key, ask, await assert(page, ask));
    await context.close();
  }
  const made_by = {
    browser: `Chromium ${browser.version()}`,
    driver: `playwright-core ${JSON.parse(readFileSync(here("package.json"))).dependencies["playwright-core"]}`,
    authenticator: "virtual (CDP WebAuthn), ctap2, internal",
  };
  // The port differs from run to run and says nothing; it stays as it was, since it is signed.
  const file = { made_by, registrations, assertions: vectors };
  writeFileSync(here("passkeys.json"), `${JSON.stringify(file, null, 1)}\n`);
  for (const { name, says, client_data_json } of vectors) console.log(name, says, client_data_json);
} finally {
  await browser.close();
  server.close();
}
