// Sealed ratings, entries and bids: the same bytes as the ledger's, a salt that comes again, and nothing for half a form.

import assert from "node:assert/strict";
import test from "node:test";
import * as signer from "../node_modules/.built/signer.mjs";

const matter = {
  network: new Uint8Array(32).fill(7),
  dao: 1n,
  evidence: 5n,
  round: 0,
  reviewer: 3n,
};

test("a seal is the one that the ledger makes", () => {
  // The same numbers stand in `aluma-web/tests/web/review.rs`.
  const salt = new Uint8Array(16).fill(1);
  const seal = signer.sealOf(matter, { quality: 80, minutes: 150 }, salt);
  assert.equal(signer.hex(seal), "bbcf8f1c1c5a3a317a0e1ec1c6d60ecbeb0ae673b50cd4bc8b3f5e737b9dc739");
});

test("the same browser derives the same salt for a seat, and another for another", async () => {
  const key = await signer.makeSaltKey();
  assert.equal(key.extractable, false);
  const salts = await Promise.all([
    signer.saltOf(key, matter),
    signer.saltOf(key, { ...matter }),
    signer.saltOf(key, { ...matter, round: 1 }),
    signer.saltOf(key, { ...matter, reviewer: 4n }),
    signer.saltOf(await signer.makeSaltKey(), matter),
  ]);
  const [first, again, ...others] = salts.map(signer.hex);
  assert.equal(first.length, 32);
  assert.equal(first, again);
  for (const other of others) assert.notEqual(first, other);
});

test("a rating is read as it was written", () => {
  for (const [quality, hours, minutes] of [["80", "2.5", 150], ["0", "0.25", 15], ["100", "3", 180]]) {
    assert.deepEqual(signer.readRating(quality, hours), { quality: Number(quality), minutes });
  }
  for (const [quality, hours] of [["", "2"], ["80", ""], ["101", "2"], ["-1", "2"], ["8.5", "2"], ["80", "two"]]) {
    assert.equal(signer.readRating(quality, hours), null);
  }
});

test("an entry is sealed by the id of its text, under a salt that comes again", async () => {
  const key = await signer.makeSaltKey();
  const of = [1n, 2n, 3n];
  const salt = await signer.entrySalt(key, matter.network, of);
  assert.equal(salt.length, 32);
  assert.deepEqual(await signer.entrySalt(key, matter.network, of), salt);
  assert.notDeepEqual(await signer.entrySalt(key, matter.network, [1n, 2n, 4n]), salt);
  // The same numbers stand in `aluma-web/tests/web/work.rs`.
  const seal = signer.entrySeal(2n, 3n, new Uint8Array(32).fill(1), signer.tidy(" Green\r\nroof "));
  assert.equal(signer.hex(seal), "c0c395bd766d142003105b370355ade01e81fec20ebe985b02bdceb6923f90f5");
});

const bidder = { network: matter.network, dao: 1n, sale: 2n, account: 3n };

test("a bid is sealed as the ledger seals it, under a salt that comes again", async () => {
  const key = await signer.makeSaltKey();
  const salts = await Promise.all([
    signer.bidSalt(key, bidder),
    signer.bidSalt(key, { ...bidder }),
    signer.bidSalt(key, { ...bidder, dao: 2n }),
    signer.bidSalt(key, { ...bidder, sale: 3n }),
    signer.bidSalt(key, { ...bidder, account: 4n }),
    signer.bidSalt(await signer.makeSaltKey(), bidder),
  ]);
  const [first, again, ...others] = salts.map(signer.hex);
  assert.equal(first.length, 32);
  assert.equal(first, again);
  for (const other of others) assert.notEqual(first, other);
  // The same numbers stand in `aluma-web/tests/web/capital.rs`.
  const seal = signer.bidSeal(bidder, [{ units: 1000n, price: (1n << 100n) + 7n }], new Uint8Array(16).fill(1));
  assert.equal(signer.hex(seal), "64ea887433ea03b4727c07b9cd85121da65479acf175fe51dbb44a099a22ef6d");
  const steps = [{ units: 5n, price: 6n }, { units: 400n, price: (1n << 100n) + 7n }, { units: 600n, price: (1n << 100n) + 7n }];
  const inSteps = signer.bidSeal(bidder, signer.bidOf(steps), new Uint8Array(16).fill(1));
  assert.equal(signer.hex(inSteps), "911b4af47acd9fb2dd464736b5597f1049389e41db9fa05baeadf8887a6ce018");
});

test("what a bid costs is rounded up, and a code reads as it was written", () => {
  for (const [units, price, per, cost] of [[10n, 7n, 1n, 70n], [3n, 3n, 2n, 5n], [1n, 1n, 100n, 1n], [1n, 0n, 1n, 0n]]) {
    assert.equal(signer.bidCost([{ units, price }], per), cost);
  }
  // 3 at 5 are 8, 5 at 4 are 10, 10 at 1 are 5, for two a lot.
  const steps = [[5n, 1n], [3n, 5n], [2n, 4n]].map(([units, price]) => ({ units, price }));
  assert.equal(signer.bidCost(signer.bidOf(steps), 2n), 10n);
  const salt = Uint8Array.from({ length: 16 }, (_, at) => at * 17);
  const code = signer.codeOf(signer.hex(salt));
  assert.equal(code, "0011-2233-4455-6677-8899-aabb-ccdd-eeff");
  for (const text of [code, code.replaceAll("-", " "), code.toUpperCase(), ` ${code} `]) {
    assert.deepEqual(signer.readCode(text), salt);
  }
  for (const text of ["", code.slice(1), `${code}00`, code.replace("0", "g")]) {
    assert.equal(signer.readCode(text), null);
  }
});
