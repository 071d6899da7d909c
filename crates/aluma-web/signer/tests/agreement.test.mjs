// The signer against the ledger: random transactions with what Rust makes of them
// (`signer-vectors` of `aluma-conformance`). The file is named by ALUMA_VECTORS.

import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import test from "node:test";
import * as signer from "../node_modules/.built/signer.mjs";

const catalog = signer.readCatalog(
  JSON.parse(readFileSync(new URL("../src/catalog.json", import.meta.url), "utf8")),
);
const path = process.env.ALUMA_VECTORS;

/** What everybody is taken to know, as the signer asks it. */
function world({ names, assets, texts }) {
  const lookup = {
    body(id) {
      const text = texts[signer.hex(id)];
      if (text === null) return { is: "erased" };
      return text?.held ? { is: "present", words: text.text } : { is: "missing" };
    },
    asset(id) {
      const found = assets[id.toString()];
      return found === undefined ? null : { symbol: found[0], decimals: found[1] };
    },
    name: (kind, id) => names[`${kind} ${id}`] ?? null,
  };
  const present = Object.entries(texts).filter(([, text]) => text !== null);
  const ids = new Map(present.map(([id, { text }]) => [text, signer.unhex(id)]));
  const lens = {
    catalog,
    named: (kind, id) => ids.get(names[`${kind}Id ${id}`]) ?? null,
    asset: lookup.asset,
    says: signer.says(catalog, lookup),
  };
  const salted = (id) => {
    const text = texts[id];
    return text ? { salt: signer.unhex(text.salt), text: text.text } : null;
  };
  return { lookup, lens, salted };
}

function speak(known, lang, act) {
  return new signer.Speaker(catalog, { lang, isolate: true }, known.lookup).act(act);
}

/** Everything about one transaction. */
function agrees(known, line) {
  const bytes = signer.unhex(line.transaction);
  const transaction = signer.decodeTransaction(bytes);
  const { payload } = transaction;
  const action = catalog.actions.get(payload.act.number);
  const again = signer.encodeFields(
    action.fields,
    signer.decodeFields(action.fields, payload.act.body),
  );
  const typed = signer.typedPayload(payload, action, known.lens);
  const told = {
    transaction: signer.hex(signer.transactionBytes(transaction)),
    body: signer.hex(again),
    id: signer.hex(signer.payloadId(payload)),
    act_hash: signer.hex(signer.actHash(payload.act)),
    says: known.lens.says(payload.act),
    en: speak(known, "en", payload.act),
    he: speak(known, "he", payload.act),
    digest: signer.hex(typed.digest),
  };
  const { typed_data: json, ...expected } = line;
  expected.body = signer.hex(payload.act.body);
  assert.deepEqual(told, expected, `${action.name}: ${line.transaction}`);
  if (json) assert.deepEqual(signer.typedJson(typed, known.salted), json, action.name);
}

/** What the signer says of bytes that may be anything. */
function verdict(bytes) {
  try {
    signer.walk(catalog, signer.decodeTransaction(bytes).payload.act, () => {});
    return "ok";
  } catch (error) {
    if (error instanceof signer.DecodeError) return error.fault;
    throw error;
  }
}

test("random transactions are read, said and hashed as Rust does", { skip: !path }, async () => {
  let known = null;
  const counts = { transactions: 0, accepted: 0, refused: 0, typed: 0 };
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const text of lines) {
    const line = JSON.parse(text);
    if (line.world) known = world(line.world);
    else if (line.transaction) {
      agrees(known, line);
      counts.transactions += 1;
      if (line.typed_data) counts.typed += 1;
    } else {
      assert.equal(verdict(signer.unhex(line.bytes)), line.verdict, line.bytes);
      counts[line.verdict === "ok" ? "accepted" : "refused"] += 1;
    }
  }
  // A file that holds nothing proves nothing.
  assert.ok(counts.transactions >= 1000, JSON.stringify(counts));
  assert.ok(counts.refused > counts.transactions && counts.accepted > 100, JSON.stringify(counts));
  assert.ok(counts.typed > 50, JSON.stringify(counts));
  console.log(JSON.stringify(counts));
});
