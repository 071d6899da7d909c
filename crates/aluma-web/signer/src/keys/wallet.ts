// Browser wallets: found by EIP-6963, else the one that a page finds as `window.ethereum`
// (EIP-1193). A wallet tells an address and no key, so its key is learnt from a first signature.

import { unhex } from "../bytes.ts";
import { plainSignature, type PublicKey, type Signature } from "../codec/keys.ts";
import { Fault } from "../fault.ts";
import { walletSignature } from "./curves.ts";

/** An EIP-1193 provider. */
export interface Provider {
  request(asked: { method: string; params?: readonly unknown[] }): Promise<unknown>;
}

/** A wallet that may be asked. */
export interface Wallet {
  readonly name: string;
  readonly provider: Provider;
}

/** How long wallets are waited for: they answer at once, if at all. */
const WAIT_MS = 200;

/** Wallets of this browser, in the order in which they answered. */
export async function wallets(): Promise<Wallet[]> {
  const found = new Map<string, Wallet>();
  const hear = (event: Event): void => {
    const { info, provider } = (event as CustomEvent).detail ?? {};
    if (typeof info?.uuid !== "string" || typeof provider?.request !== "function") return;
    found.set(info.uuid, { name: String(info.name).slice(0, 40), provider });
  };
  window.addEventListener("eip6963:announceProvider", hear);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  window.removeEventListener("eip6963:announceProvider", hear);
  const plain = (window as { ethereum?: Provider }).ethereum;
  if (found.size === 0 && typeof plain?.request === "function") {
    found.set("", { name: "Ethereum", provider: plain });
  }
  return [...found.values()];
}

async function ask(wallet: Wallet, method: string, params: readonly unknown[]): Promise<unknown> {
  try {
    return await wallet.provider.request({ method, params });
  } catch {
    throw new Fault("wallet-refused");
  }
}

/** The address that a wallet shows this page. */
export async function addressOf(wallet: Wallet): Promise<string> {
  const accounts = await ask(wallet, "eth_requestAccounts", []);
  const [first] = Array.isArray(accounts) ? accounts : [];
  if (typeof first !== "string" || !/^0x[0-9a-fA-F]{40}$/.test(first)) throw new Fault("no-wallet");
  return first.toLowerCase();
}

/** Asks a wallet to sign typed data; learns which key did. */
export async function askWallet(
  wallet: Wallet,
  address: string,
  json: unknown,
  digest: Uint8Array,
): Promise<{ signature: Signature; key: PublicKey }> {
  const answer = await ask(wallet, "eth_signTypedData_v4", [address, JSON.stringify(json)]);
  const bytes = typeof answer === "string" ? unhex(answer) : null;
  const read = bytes === null ? null : walletSignature(bytes, digest);
  if (read === null) throw new Fault("wallet-other");
  return {
    signature: plainSignature("wallet", read.numbers),
    key: { scheme: "wallet", point: read.point, site: new Uint8Array(0) },
  };
}

/** The wallet that shows an address, of those that are here. */
export async function walletOf(address: string): Promise<Wallet> {
  for (const wallet of await wallets()) {
    if ((await addressOf(wallet)) === address) return wallet;
  }
  throw new Fault("no-wallet");
}
