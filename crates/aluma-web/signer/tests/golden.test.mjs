// The signer against the golden bytes of `conformance/v1`, which every implementation is held to.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import * as signer from "../node_modules/.built/signer.mjs";

const conformance = new URL("../../../../conformance/v1/", import.meta.url);
const catalog = signer.readCatalog(
  JSON.parse(readFileSync(new URL("../src/catalog.json", import.meta.url), "utf8")),
);
const { hex, unhex } = signer;

/** The sections of a file: lines `key: value`, empty lines between. */
function sections(path) {
  const text = readFileSync(new URL(path, conformance), "utf8");
  return text.split("\n\n").map((part) => {
    const lines = part.split("\n").filter((line) => line.includes(": ") && !line.startsWith("#"));
    return Object.fromEntries(lines.map((line) => {
      const at = line.indexOf(": ");
      const value = line.slice(at + 2);
      return [line.slice(0, at), value === "(none)" ? "" : value];
    }));
  });
}

/** What everybody knows in the examples, as far as signed sentences ask. */
const lookup = {
  body: () => ({ is: "missing" }),
  asset: (id) => (id === 3n ? { symbol: "TEC", decimals: 18 } : null),
  name: () => null,
};

/** The signed forms of a section: what several signed, or its payload with each signature of it. */
function transactions(section) {
  if (section.transaction) return [section.transaction];
  const signatures = ["ed25519", "wallet", "passkey"].map((scheme) => section[scheme]);
  return signatures.filter(Boolean).map((signature) => section.payload + signature);
}

test("each act has the hash, each payload the id, of the golden bytes", () => {
  let payloads = 0;
  const files = readdirSync(new URL("actions/", conformance));
  for (const file of files) {
    for (const section of sections(`actions/${file}`)) {
      if (section.act) {
        const act = signer.whole(unhex(section.act), signer.readAct);
        const { fields } = catalog.actions.get(act.number);
        const again = signer.encodeFields(fields, signer.decodeFields(fields, act.body));
        assert.equal(hex(again), section.body, file);
        assert.equal(hex(signer.actHash(act)), section.act_hash, file);
        assert.equal(signer.says(catalog, lookup)(act), section.says.replaceAll("\\n", "\n"), file);
      }
      for (const transaction of transactions(section)) {
        payloads += 1;
        const read = signer.decodeTransaction(unhex(transaction));
        const { payload } = read;
        assert.equal(hex(signer.payloadBytes(payload)), section.payload, file);
        assert.equal(hex(signer.payloadId(payload)), section.transaction_id, file);
        assert.equal(hex(signer.transactionBytes(read)), transaction, file);
        const message = hex(new TextEncoder().encode("aluma tx v1")) + section.payload;
        assert.equal(hex(signer.payloadMessage(payload)), message, file);
        if (section.type) {
          const schema = signer.schemaOf(catalog.actions.get(payload.act.number), payload.signer);
          assert.equal(signer.encodeType(schema.primary, schema.types), section.type, file);
        }
      }
    }
  }
  assert.ok(files.length >= catalog.actions.size - 8 && payloads > 100, `${files.length}, ${payloads}`);
});

test("what is no value is refused by the ledger's name for it", () => {
  const shapes = {
    bool: { kind: "bool" },
    hash: { kind: "hash" },
    share: { kind: "share" },
    amount: { kind: "amount" },
    proof: { kind: "proof" },
  };
  for (const bits of [8, 16, 32, 64, 128]) {
    shapes[`u${bits}`] = { kind: "uint", bits, unit: "plain", id: "" };
  }
  let tried = 0;
  for (const { shape, bytes, error } of sections("types/refused.txt")) {
    if (!(shape in shapes)) continue;
    tried += 1;
    const read = () => signer.whole(unhex(bytes), (reader) => signer.readValue(shapes[shape], reader));
    assert.throws(read, (thrown) => thrown.fault === error, `${shape} ${bytes}`);
  }
  assert.ok(tried >= 12, `${tried}`);
});

test("texts have the ids of the golden bytes", () => {
  const texts = sections("types/texts.txt").filter((one) => one.salt);
  for (const { salt, text, id } of texts) {
    assert.equal(hex(signer.bodyId(unhex(salt), JSON.parse(text))), id);
  }
  assert.ok(texts.length >= 2);
});

test("reading statements are signed as the ledger reads them", () => {
  const seen = new Set();
  for (const section of sections("chain/sessions.txt")) {
    if (!section.statement) continue;
    const reader = new signer.Reader(unhex(section.statement));
    const network = reader.take(32);
    assert.equal(reader.byte(), 1);
    const statement = {
      network,
      account: reader.varint(64),
      key: reader.small(16),
      validUntil: reader.varint(64),
    };
    reader.finish();
    seen.add(section.signed_with);
    const message = signer.statementMessage(statement);
    if (section.message) assert.equal(hex(message), section.message);
    if (section.digest) assert.equal(hex(signer.typedStatement(statement).digest), section.digest);
    if (section.challenge) assert.equal(hex(signer.sha256(message)), section.challenge);
    const signature = signer.whole(unhex(section.signature), signer.readSignature);
    const whole = hex(signer.sessionBytes(statement, signature));
    assert.equal(whole, section.statement + section.signature);
  }
  assert.deepEqual([...seen].sort(), ["ed25519", "passkey", "wallet"]);
});

test("no type of an action is that of another message of the ledger's domain", () => {
  for (const action of catalog.actions.values()) {
    const { primary } = signer.schemaOf(action, { is: "key", account: 1n, key: 0 });
    assert.ok(!["Session", "ShowPublicKey", "EIP712Domain"].includes(primary), action.name);
  }
});
