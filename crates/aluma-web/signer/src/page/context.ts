// What the signer knows of the page it is on: the ledger and the language, nothing that is shown.

import { unhex } from "../bytes.ts";
import type { Catalog } from "../catalog.ts";
import { first, root } from "../dialog/dom.ts";
import { Fault } from "../fault.ts";
import type { Asking } from "../ledger/api.ts";
import { type Identity, identity } from "../store.ts";
import { type Argument, format, type Lang } from "../words/fluent.ts";
import { loadCatalog } from "./load.ts";

/** Everything that an act needs to be shown and signed. */
export interface Context {
  readonly catalog: Catalog;
  readonly lang: Lang;
  /** The ledger's name in hexadecimal digits. */
  readonly network: string;
  readonly networkBytes: Uint8Array;
  /** Who this browser's person is; `null` for somebody it does not know. */
  readonly me: Identity | null;
  readonly asking: Asking;
  /** A message of the catalog. */
  readonly say: (key: string, args?: Readonly<Record<string, Argument>>) => string;
}

/** The page's language. */
export function language(): Lang {
  return root().lang.startsWith("he") ? "he" : "en";
}

/** The ledger that the page is of; checked against the ledger's own word before anything is signed. */
export function networkOf(): string {
  const meta = first('meta[name="aluma-network"]');
  const network = meta?.getAttribute("content") ?? "";
  if (!/^[0-9a-f]{64}$/.test(network)) throw new Fault("other-network");
  return network;
}

/** Looks around. */
export async function context(invitation: string | null = null): Promise<Context> {
  const network = networkOf();
  const lang = language();
  const [catalog, me] = await Promise.all([loadCatalog(), identity(network).catch(() => null)]);
  const reading = me?.reading ?? null;
  const fresh = reading !== null && reading.until > Date.now() + 60_000 ? reading.token : null;
  return {
    catalog,
    lang,
    network,
    networkBytes: unhex(network) as Uint8Array,
    me,
    asking: { lang, reading: fresh, invitation },
    say: (key, args = {}) => {
      const pattern = catalog[lang].get(key);
      if (pattern === undefined) return key;
      return format({ lang, isolate: true }, pattern, new Map(Object.entries(args)));
    },
  };
}
