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

/** Reads a QR code back as a camera does, with nothing of how it was drawn: its mask from the format,
 * its bits along the way, its blocks by turns. Only versions of level L with blocks of one length. */
function readBack(dark) {
  const size = dark.length;
  const version = (size - 17) / 4;
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => dark[y][8]).concat(
    [7, 5, 4, 3, 2, 1, 0].map((x) => dark[8][x]),
  );
  const word = format.reduce((sum, on, at) => sum | (Number(on) << at), 0) ^ 0x5412;
  assert.equal(word >> 13, 1, "correction level L");
  const mask = (word >> 10) & 7;
  const middle = { 2: [18], 3: [22], 4: [26], 5: [30], 6: [34], 7: [22, 38], 8: [24, 42], 9: [26, 46] };
  const at = version === 1 ? [] : [6, ...middle[version]];
  const isFixed = (x, y) => {
    if (x === 6 || y === 6) return true;
    if (x < 9 && y < 9) return true;
    if ((x < 9 && y >= size - 8) || (y < 9 && x >= size - 8)) return true;
    if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
    const far = size - 7;
    return at.some((cx) =>
      at.some((cy) => {
        const corner = (cx === 6 && (cy === 6 || cy === far)) || (cx === far && cy === 6);
        return !corner && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2;
      }),
    );
  };
  const flips = [
    (x, y) => (x + y) % 2 === 0,
    (x, y) => y % 2 === 0,
    (x) => x % 3 === 0,
    (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
    (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
  ];
  const bits = [];
  let goesUp = true;
  for (let x = size - 1; x > 0; x -= 2) {
    if (x === 6) x -= 1;
    for (let step = 0; step < size; step += 1) {
      const y = goesUp ? size - 1 - step : step;
      for (const column of [x, x - 1]) {
        if (!isFixed(column, y)) bits.push(dark[y][column] !== flips[mask](column, y) ? 1 : 0);
      }
    }
    goesUp = !goesUp;
  }
  const bytes = [];
  for (let from = 0; from + 8 <= bits.length; from += 8) {
    bytes.push(parseInt(bits.slice(from, from + 8).join(""), 2));
  }
  const blocks = version < 6 ? 1 : 2;
  const fix = [7, 10, 15, 20, 26, 18, 20, 24, 30][version - 1];
  const parts = Array.from({ length: blocks }, (_, one) => bytes.filter((_, at) => at % blocks === one));
  for (const part of parts) assert.deepEqual(syndromes(part, fix), Array(fix).fill(0), "no error");
  const data = parts.flatMap((part) => part.slice(0, part.length - fix));
  const all = data.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  assert.equal(all.slice(0, 4), "0100", "bytes");
  const length = parseInt(all.slice(4, 12), 2);
  const text = Array.from({ length }, (_, at) => parseInt(all.slice(12 + at * 8, 20 + at * 8), 2));
  return Buffer.from(text).toString("utf8");
}

/** A word of a Reed-Solomon code at the powers of two, which are its roots: nothing but zeros. */
function syndromes(word, count) {
  const power = [1];
  for (let at = 1; at < 255; at += 1) {
    const next = power[at - 1] << 1;
    power.push(next > 255 ? next ^ 0x11d : next);
  }
  const log = new Map(power.map((value, at) => [value, at]));
  const times = (a, b) => (a === 0 || b === 0 ? 0 : power[(log.get(a) + log.get(b)) % 255]);
  return Array.from({ length: count }, (_, root) =>
    word.reduce((sum, byte) => times(sum, power[root]) ^ byte, 0),
  );
}

test("a QR code is read back as what was put in, at each version, and no longer text fits", () => {
  const utf8 = new TextEncoder();
  for (const length of [1, 17, 18, 32, 33, 53, 54, 78, 79, 106, 107, 134, 135, 154, 155, 192, 193, 230]) {
    const text = "https://aluma.example/join#".padEnd(length, "0123456789abcdef").slice(0, length);
    const dark = signer.squares(utf8.encode(text));
    assert.equal(readBack(dark), text, `${length}`);
    // Three corners are how a camera finds it.
    for (const [x, y] of [[0, 0], [dark.length - 7, 0], [0, dark.length - 7]]) {
      const ring = [0, 1, 2, 3, 4, 5, 6].map((at) => [dark[y][x + at], dark[y + at][x], dark[y + 3][x + at]]);
      assert.deepEqual(ring.map(([top]) => top), Array(7).fill(true));
      assert.deepEqual(ring.map(([, side]) => side), Array(7).fill(true));
      assert.deepEqual(ring.map(([, , cut]) => cut), [true, false, true, true, true, false, true]);
    }
  }
  assert.equal(readBack(signer.squares(utf8.encode("קישור"))), "קישור");
  assert.equal(signer.squares(new Uint8Array(231)), null);
});
