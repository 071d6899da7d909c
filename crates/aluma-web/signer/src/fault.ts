// What goes wrong in the browser, by the name under which the catalog has its words
// (`signer-fault-NAME`, with a hint), and what the ledger says no to.

/** A name of a sentence `signer-fault-NAME`. */
export type FaultName =
  | "passkey-cancelled"
  | "passkey-site"
  | "passkey-failed"
  | "no-passkeys"
  | "no-wallet"
  | "wallet-refused"
  | "wallet-other"
  | "no-session-keys"
  | "unreadable"
  | "other-action"
  | "texts"
  | "names-differ"
  | "unreachable"
  | "other-network"
  | "nobody"
  | "unknown-key"
  | "no-invitation"
  | "no-names"
  | "no-claim"
  | "no-rating"
  | "no-entry"
  | "no-bid"
  | "no-code"
  | "somebody"
  | "catalog";

/** Something went wrong here. */
export class Fault extends Error {
  constructor(readonly fault: FaultName) {
    super(fault);
    this.name = "Fault";
  }
}

/** A no in words, as the ledger and its pages say it. */
export interface Problem {
  readonly name: string;
  readonly title: string;
  readonly detail: string;
  readonly hint: string;
  readonly field: string | null;
}

/** The ledger, or a page of its, said no. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = "Refused";
  }
}

/** Reads a problem; what is missing is empty. */
export function problemOf(json: unknown): Problem {
  const of = (json ?? {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof of[name] === "string" ? (of[name] as string) : "");
  return {
    name: text("name"),
    title: text("title"),
    detail: text("detail"),
    hint: text("hint"),
    field: text("field") === "" ? null : text("field"),
  };
}
