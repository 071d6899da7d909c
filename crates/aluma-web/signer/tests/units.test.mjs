// Small things that random acts do not reach: keys of signatures, text forms, lists of names.

import assert from "node:assert/strict";
import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import test from "node:test";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import * as signer from "../node_modules/.built/signer.mjs";

const { hex } = signer;

test("a passkey's signature is made low, and its key is among the two that fit", () => {
  let high = 0;
  for (let turn = 0; turn < 24; turn += 1) {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const point = signer.pointOfSpki(new Uint8Array(publicKey.export({ type: "spki", format: "der" })));
    const message = Buffer.from(`message ${turn}`);
    const der = new Uint8Array(createSign("SHA256").update(message).sign(privateKey));
    const numbers = signer.compactOfDer(der);
    const half = BigInt("0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8");
    assert.ok(signer.integer(numbers.slice(32)) <= half);
    // The last bytes of DER are s as it came.
    if (hex(numbers).slice(-64) !== hex(der).slice(-64)) high += 1;
    const found = signer.passkeysOf(numbers, new Uint8Array(message)).map(hex);
    assert.ok(found.includes(hex(point)), `${turn}`);
    assert.ok(found.length <= 4);
  }
  assert.ok(high > 2, "some of them came high");
});

test("what is no signature or no key of the curve is none", () => {
  assert.equal(signer.compactOfDer(Uint8Array.of(0x30, 2, 1, 1)), null);
  assert.equal(signer.compactOfDer(new Uint8Array(0)), null);
  assert.equal(signer.pointOfSpki(new Uint8Array(91)), null);
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const other = new Uint8Array(publicKey.export({ type: "spki", format: "der" }));
  assert.equal(signer.pointOfSpki(other), null);
});

test("a wallet's key is recovered from its signature, in each form of the last byte", () => {
  const secret = createHash("sha256").update("wallet").digest();
  const digest = new Uint8Array(createHash("sha256").update("digest").digest());
  const signed = secp256k1.sign(digest, secret, { prehash: false, format: "recovered" });
  const point = hex(secp256k1.getPublicKey(secret, true));
  for (const base of [0, 27]) {
    const bytes = Uint8Array.of(...signed.slice(1), base + signed[0]);
    assert.equal(hex(signer.walletSignature(bytes, digest).point), point);
  }
  for (const last of [2, 26, 29, 255]) {
    assert.equal(signer.walletSignature(Uint8Array.of(...signed.slice(1), last), digest), null);
  }
  assert.equal(signer.walletSignature(signed.slice(1), digest), null);
});

test("text forms are read as the ledger reads them, on both sides of each edge", () => {
  const { parse } = signer;
  const spans = { "90": 90n, "1d12h": 129_600_000n, "2w": 1_209_600_000n, "15min": 900_000n };
  for (const [text, ms] of Object.entries(spans)) assert.equal(parse.span(text), ms, text);
  for (const text of ["", "d", "1", "1x", "1d2", "-1d", "1 d", "18446744073709551616"]) {
    assert.equal(parse.span(text), text === "1" ? 1n : null, text);
  }
  assert.equal(parse.span("18446744073709551615"), 18446744073709551615n);
  const shares = { "2/3": [2n, 3n], "67%": [67n, 100n], "12.5 %": [1n, 8n], "4/6": [2n, 3n], "0/9": [0n, 1n] };
  for (const [text, share] of Object.entries(shares)) assert.deepEqual(parse.share(text), share, text);
  for (const text of ["", "%", "3/2", "1/0", "101%", "1.%", "1.00001%", "-1%", "4294967296/4294967297"]) {
    assert.equal(parse.share(text), null, text);
  }
  const times = { "2026-11-23": 1795392000000n, "2026-11-23T10:00Z": 1795428000000n, "1970-01-01": 0n };
  for (const [text, ms] of Object.entries(times)) assert.equal(parse.time(text), ms, text);
  for (const text of ["1969-12-31", "2026-02-29", "2026-13-01", "2026-11-23 24:00", "23.11.2026"]) {
    assert.equal(parse.time(text), null, text);
  }
  assert.equal(parse.time("2028-02-29"), 1835395200000n);
  for (const [text, decimals, units] of [["12.5", 2, 1250n], ["0", 0, 0n], ["1.234", 2, null], [".5", 2, null], ["5.", 2, null], ["+5", 2, null]]) {
    assert.equal(parse.amount(text, decimals), units, text);
  }
});

test("a list's names are the first column of its lines", () => {
  assert.deepEqual(signer.namesOf('Noa,noa@a\n"Dana Levi";5\n\n  \r\nגל\tx'), ["Noa", "Dana Levi", "גל"]);
  assert.equal(signer.namesOf("x\n".repeat(200)).length, 100);
});
