// A page that may lie, and a ledger that answers what it is told to: for what a real one never does.
// The headers are those of the real pages; what is asked of the ledger is answered from the golden
// bytes of `conformance/v1`.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import * as signer from "../node_modules/.built/signer.mjs";

const here = new URL("..", import.meta.url);
const conformance = new URL("../../../conformance/v1/", here);
const asset = (name) => readFileSync(new URL(`../assets/${name}`, here));

/** Lines `key: value` of the first example in an action's golden file. */
export function golden(file) {
  const lines = readFileSync(new URL(`actions/${file}.txt`, conformance), "utf8").split("\n");
  const found = {};
  for (const line of lines) {
    const at = line.indexOf(": ");
    const key = line.slice(0, at);
    if (at > 0 && !(key in found)) found[key] = line.slice(at + 2).replaceAll("\\n", "\n");
  }
  return found;
}

/** The texts of the golden bytes, with salts made as they are there. */
const TEXTS = ["noa-levi", "bakery", "Flour for October."].map((text) => {
  const salt = createHash("sha256").update("conformance salt").update(text).digest("hex");
  return { salt, text, id: signer.hex(signer.bodyId(signer.unhex(salt), text)) };
});

/** Those that an act names. */
export function bodiesOf(catalog, act) {
  const ids = new Set();
  signer.walk(catalog, act, ({ value }) => {
    if (value.is === "body" || value.is === "name") ids.add(signer.hex(value.id));
  });
  return TEXTS.filter((text) => ids.has(text.id)).map(({ salt, text }) => ({ salt, text }));
}

/** Starts the page and the ledger behind it. `say` holds what they answer, and may be changed. */
export async function fake(catalog) {
  const say = {
    lang: "en",
    body: "",
    style: "",
    network: readFileSync(new URL("actions/040-found.txt", conformance), "utf8").match(
      /\bpayload: ([0-9a-f]{64})/,
    )[1],
    answered: null,
    prepared: {},
    catalog: asset("signer-catalog.json"),
    signer: asset("signer.js"),
    assets: { 3: { symbol: "TEC", decimals: 18 } },
    names: { 5: "noa-levi" },
    communities: { 1: "bakery" },
    keys: new Map(),
    transactions: [],
    /** Whether somebody reads as account 5, as pages say it from then on. */
    reads: false,
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => answer(say, catalog, request, body, response));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { say, url: `http://localhost:${port}/`, stop: () => server.close() };
}

function answer(say, catalog, request, body, response) {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const send = (status, type, text) => {
    response.writeHead(status, { "content-type": type, "content-security-policy": policy });
    response.end(text);
  };
  const json = (of) => send(200, "application/json", JSON.stringify(of));
  if (pathname === "/") return send(200, "text/html; charset=utf-8", page(say));
  if (pathname === "/signer-start.js") return send(200, "text/javascript", asset("signer-start.js"));
  if (pathname.startsWith("/assets/signer.")) return send(200, "text/javascript", say.signer);
  if (pathname === "/style.css") return send(200, "text/css", say.style);
  if (pathname.startsWith("/assets/signer-catalog.")) return send(200, "application/json", say.catalog);
  if (pathname === "/session" || pathname === "/session/end") {
    say.reads = pathname === "/session";
    return send(204, "text/plain", "");
  }
  if (pathname.startsWith("/prepare/")) return json(say.prepared);
  if (pathname === "/v1/status") return json({ network: say.answered ?? say.network, now: Date.now() });
  if (pathname === "/v1/transactions") return json(taken(say, catalog, JSON.parse(body)));
  const found = view(say, pathname.slice("/v1/views/".length), searchParams);
  if (found === null) return send(404, "application/problem+json", "{}");
  return json({ answer: found });
}

const NONCE = "dGVzdCBub25jZQ";
const policy =
  `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'self'; img-src 'self' data:; ` +
  "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; " +
  "require-trusted-types-for 'script'; trusted-types aluma aluma-start htmx";

function page(say) {
  const hash = createHash("sha384").update(asset("signer-start.js")).digest("base64");
  const dir = say.lang === "he" ? "rtl" : "ltr";
  return `<!doctype html><html lang="${say.lang}" dir="${dir}"><head><meta charset="utf-8">
<title>A page that may lie</title><meta name="viewport" content="width=device-width">
<meta name="aluma-network" content="${say.network}"><link rel="stylesheet" href="/style.css">
<script defer src="/signer-start.js" nonce="${NONCE}" integrity="sha384-${hash}"></script></head>
<body${say.reads ? ' data-reader="5"' : ""}><main><h1>A page</h1>${say.body}</main></body></html>`;
}

function view(say, name, params) {
  const of = (table, key) => table[params.get(key)];
  if (name === "accounts") return { accounts: say.keys.get(params.get("key")) ?? [] };
  if (name === "account") {
    const text = of(say.names, "account");
    return { name: text === undefined ? null : { text }, sequence: 0 };
  }
  if (name === "dao") return { name: { text: of(say.communities, "dao") ?? "" } };
  if (name === "asset") return of(say.assets, "asset") ? { what: of(say.assets, "asset") } : null;
  return null;
}

/** Everything is taken in; a key that is granted is one. */
function taken(say, catalog, { transaction, bodies }) {
  const read = signer.decodeTransaction(signer.unhex(transaction));
  const { payload } = read;
  const action = catalog.actions.get(payload.act.number);
  say.transactions.push({ action: action.name, transaction: read, bodies });
  if (action.name === "grant-key") {
    const [key] = signer.decodeFields(action.fields, payload.act.body);
    say.keys.set(signer.keyText(key.key), [{ account: 5, key: 1, role: "session" }]);
  }
  const id = signer.hex(signer.payloadId(payload));
  return { id, status: "done", receipt: { height: 7, made: null, status: "done" } };
}
