// Votes per second of OpenZeppelin's Governor on a local Ethereum node: signed transactions are sent
// in batches over loopback, executed and mined; the clock runs from the first that is sent until the
// last receipt. Signing happens before, as in `aluma bench votes`. Writes result.json beside itself.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ethers } from "ethers";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const VOTERS = 2_000;
const ROUNDS = 6; // the first is not counted
const BATCH = 250;
const PORT = 18_545;
const CHAIN = 31_337n;
const GAS_PRICE = 2_000_000_000n;

function compile() {
  const solc = require("solc");
  const source = { "Peer.sol": { content: readFileSync(join(here, "Peer.sol"), "utf8") } };
  const input = {
    language: "Solidity",
    sources: source,
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: "cancun",
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
    },
  };
  const find = (path) => ({ contents: readFileSync(join(here, "node_modules", path), "utf8") });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find }));
  const errors = (output.errors ?? []).filter((error) => error.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join("\n"));
  return { contracts: output.contracts["Peer.sol"], version: solc.version() };
}

let request = 0;
async function post(body) {
  const headers = { "content-type": "application/json" };
  const url = `http://127.0.0.1:${PORT}`;
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.json();
}

async function ask(method, ...params) {
  const answer = await post({ jsonrpc: "2.0", id: ++request, method, params });
  if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result;
}

async function askAll(method, list) {
  const calls = list.map((params) => ({ jsonrpc: "2.0", id: ++request, method, params }));
  const answers = await post(calls);
  for (const answer of answers) {
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
  }
  return answers.map((answer) => answer.result);
}

function chunks(list, size) {
  const parts = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

async function start() {
  const options = ["--port", PORT, "--host", "127.0.0.1", "--no-mining", "--silent"];
  const limits = ["--gas-limit", "30000000000", "--hardfork", "cancun", "--accounts", "1"];
  const command = join(here, "node_modules", ".bin", "anvil");
  const node = spawn(command, [...options, ...limits].map(String), { stdio: "ignore" });
  for (let tries = 0; tries < 100; tries++) {
    try {
      return { node, version: await ask("web3_clientVersion") };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  node.kill();
  throw new Error("anvil does not answer");
}

async function mined(hash) {
  await ask("evm_mine");
  const receipt = await ask("eth_getTransactionReceipt", hash);
  if (receipt?.status !== "0x1") throw new Error(`transaction ${hash} failed`);
  return receipt;
}

async function sendAs(from, to, data) {
  const call = { from, data, gas: "0x12a05f200", gasPrice: ethers.toQuantity(GAS_PRICE) };
  return mined(await ask("eth_sendTransaction", to ? { ...call, to } : call));
}

async function stage({ contracts }, crowd) {
  const [owner] = await ask("eth_accounts");
  await ask("anvil_setBalance", owner, "0xffffffffffffffffffffffff");
  const token = new ethers.Interface(contracts.PeerToken.abi);
  const governor = new ethers.Interface(contracts.PeerGovernor.abi);
  const tokenCode = `0x${contracts.PeerToken.evm.bytecode.object}`;
  const tokenAt = (await sendAs(owner, null, tokenCode)).contractAddress;
  const argument = governor.encodeDeploy([tokenAt]).slice(2);
  const governorCode = `0x${contracts.PeerGovernor.evm.bytecode.object}${argument}`;
  const governorAt = (await sendAs(owner, null, governorCode)).contractAddress;
  for (const part of chunks(crowd, 200)) {
    const addresses = part.map((wallet) => wallet.address);
    await sendAs(owner, tokenAt, token.encodeFunctionData("give", [addresses]));
    await askAll("anvil_setBalance", addresses.map((address) => [address, "0xffffffffffffffff"]));
  }
  await ask("evm_mine");
  const proposals = [];
  for (let round = 0; round < ROUNDS; round++) {
    const words = [[tokenAt], [0n], ["0x"], `proposal ${round}`];
    await sendAs(owner, governorAt, governor.encodeFunctionData("propose", words));
    const id = governor.encodeFunctionData("hashProposal", [
      [tokenAt],
      [0n],
      ["0x"],
      ethers.id(`proposal ${round}`),
    ]);
    proposals.push(BigInt(await ask("eth_call", { to: governorAt, data: id }, "latest")));
  }
  await ask("evm_mine");
  await ask("evm_mine");
  return { governor, governorAt, proposals };
}

async function sign(crowd, { governor, governorAt }, proposal, nonce) {
  const vote = (wallet, at) =>
    wallet.signTransaction({
      to: governorAt,
      data: governor.encodeFunctionData("castVote", [proposal, at % 3]),
      nonce,
      gasLimit: 200_000n,
      gasPrice: GAS_PRICE,
      chainId: CHAIN,
      type: 0,
    });
  return Promise.all(crowd.map(vote));
}

async function round(signed) {
  const began = performance.now();
  const sent = chunks(signed, BATCH).map((part) => askAll("eth_sendRawTransaction", part.map((raw) => [raw])));
  const hashes = (await Promise.all(sent)).flat();
  await ask("evm_mine");
  const last = await askAll("eth_getTransactionReceipt", [hashes.at(-1), hashes[0]].map((hash) => [hash]));
  const seconds = (performance.now() - began) / 1_000;
  if (last.some((receipt) => receipt?.status !== "0x1")) throw new Error("a vote failed");
  return { votes: signed.length, seconds };
}

async function votesOf({ governor, governorAt }, proposal) {
  const data = governor.encodeFunctionData("proposalVotes", [proposal]);
  const answer = await ask("eth_call", { to: governorAt, data }, "latest");
  const counts = governor.decodeFunctionResult("proposalVotes", answer);
  return counts.reduce((sum, count) => sum + count, 0n) / 10n ** 18n;
}

const compiled = compile();
const { node, version } = await start();
try {
  const secret = (at) => ethers.id(`peer voter ${at}`);
  const crowd = Array.from({ length: VOTERS }, (_, at) => new ethers.Wallet(secret(at)));
  const ground = await stage(compiled, crowd);
  const raw = [];
  for (const [nonce, proposal] of ground.proposals.entries()) {
    const measured = await round(await sign(crowd, ground, proposal, nonce));
    const counted = await votesOf(ground, proposal);
    if (counted !== BigInt(VOTERS)) throw new Error(`${counted} of ${VOTERS} votes were counted`);
    raw.push({ ...measured, counted: Number(counted) });
  }
  const rates = raw.slice(1).map(({ votes, seconds }) => votes / seconds).sort((a, b) => a - b);
  const packages = JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies;
  const result = {
    system: "OpenZeppelin Governor castVote on a local Ethereum node (anvil), signed transactions",
    date: new Date().toISOString(),
    versions: { ...packages, anvil: version, solc: compiled.version, node: process.version },
    votes_per_s: Math.round(rates[Math.floor(rates.length / 2)]),
    raw,
  };
  writeFileSync(join(here, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${result.votes_per_s} votes/s, the median of ${rates.length} rounds of ${VOTERS}`);
} finally {
  node.kill();
}
