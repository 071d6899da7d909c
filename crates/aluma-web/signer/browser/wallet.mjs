// A wallet with a known key, as a page finds it (EIP-6963). It hashes typed data by itself, from the
// JSON alone, so that it signs what it was shown and not what somebody says it hashes to.

import { keccak_256 } from "@noble/hashes/sha3.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";

const bytes = (hex) => Uint8Array.from(Buffer.from(hex.replace(/^0x/, ""), "hex"));
const hex = (data) => `0x${Buffer.from(data).toString("hex")}`;
const word = (number) => bytes(BigInt(number).toString(16).padStart(64, "0"));
const all = (...parts) => Uint8Array.from(Buffer.concat(parts));

function encodeType(name, types) {
  const seen = new Set();
  const visit = (type) => {
    const base = type.replace(/(\[\])+$/, "");
    if (!(base in types) || seen.has(base)) return;
    seen.add(base);
    types[base].forEach((member) => visit(member.type));
  };
  visit(name);
  seen.delete(name);
  const one = (type) => `${type}(${types[type].map((m) => `${m.type} ${m.name}`).join(",")})`;
  return [name, ...[...seen].sort()].map(one).join("");
}

function encode(type, value, types) {
  if (type.endsWith("[]")) {
    return keccak_256(all(...value.map((item) => encode(type.slice(0, -2), item, types))));
  }
  if (type in types) return hashStruct(type, value, types);
  if (type === "string") return keccak_256(new TextEncoder().encode(value));
  if (type === "bytes") return keccak_256(bytes(value));
  if (type === "bytes32") return bytes(value);
  if (type === "bool") return word(value ? 1 : 0);
  if (type.startsWith("uint")) return word(value);
  throw new Error(`a type that this wallet does not know: ${type}`);
}

function hashStruct(name, value, types) {
  const parts = types[name].map((member) => encode(member.type, value[member.name], types));
  return keccak_256(all(keccak_256(new TextEncoder().encode(encodeType(name, types))), ...parts));
}

/** EIP-712's digest of typed data. */
export function digest({ types, primaryType, domain, message }) {
  const separator = hashStruct("EIP712Domain", domain, types);
  const body = hashStruct(primaryType, message, types);
  return keccak_256(all(Uint8Array.of(0x19, 0x01), separator, body));
}

/** A wallet of this secret; `asked` keeps what it was shown. */
export function wallet(secret) {
  const point = secp256k1.Point.fromBytes(secp256k1.getPublicKey(secret));
  const address = hex(keccak_256(point.toBytes(false).slice(1)).slice(12));
  const asked = [];
  const request = (method, params) => {
    if (method === "eth_requestAccounts" || method === "eth_accounts") return [address];
    if (method !== "eth_signTypedData_v4") throw new Error(`not known here: ${method}`);
    const data = JSON.parse(params[1]);
    asked.push(data);
    const signed = secp256k1.sign(digest(data), secret, { prehash: false, format: "recovered" });
    // Here the recovery byte stands first, in a wallet's answer last.
    return hex(all(signed.slice(1), Uint8Array.of(27 + signed[0])));
  };
  return { address, asked, request };
}

/** Puts a wallet into every page of a context. */
export async function putWallet(context, wallet, name = "Test wallet") {
  await context.exposeFunction("walletRequest", (method, params) => wallet.request(method, params));
  await context.addInitScript((name) => {
    const provider = { request: ({ method, params }) => window.walletRequest(method, params ?? []) };
    const info = { uuid: "6ab4f8a0-0000-4000-8000-000000000001", name, icon: "data:,", rdns: "test" };
    const detail = Object.freeze({ info, provider });
    const announce = () =>
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    window.addEventListener("eip6963:requestProvider", announce);
    announce();
  }, name);
}
