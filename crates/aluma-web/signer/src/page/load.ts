// The catalog: a file beside the signer, pinned by its hash in it, so that nobody can swap its words.

import { type Catalog, type CatalogFile, readCatalog } from "../catalog.ts";
import { Fault } from "../fault.ts";

/** Set by the build: where the file lies, and what it must hash to. */
declare const CATALOG_PATH: string;
declare const CATALOG_INTEGRITY: string;

let loaded: Promise<Catalog> | null = null;

/** The catalog, fetched at the first use. */
export function loadCatalog(): Promise<Catalog> {
  loaded ??= read().catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function read(): Promise<Catalog> {
  try {
    // The browser itself refuses what hashes to something else.
    const response = await fetch(CATALOG_PATH, { integrity: CATALOG_INTEGRITY });
    return readCatalog((await response.json()) as CatalogFile);
  } catch {
    throw new Fault("catalog");
  }
}
