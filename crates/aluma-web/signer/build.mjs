// Builds what the pages serve: `node build.mjs`. `--tests` builds what the tests import instead;
// `--check` says whether the files in `../assets` are what the sources make.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "assets");

const common = {
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  target: ["es2022"],
  loader: { ".css": "text" },
};

/** Where the pages serve a file, which they name by the beginning of its hash, and its hash. */
function pinned(stem, ending, text) {
  const hash = createHash("sha384").update(text).digest();
  const mark = hash.subarray(0, 9).toString("base64url");
  return { text, path: `/assets/${stem}.${mark}.${ending}`, integrity: `sha384-${hash.toString("base64")}` };
}

/** The catalog without the spaces that make it readable. */
function catalog() {
  const file = JSON.parse(readFileSync(join(here, "src/catalog.json"), "utf8"));
  return pinned("signer-catalog", "json", JSON.stringify(file));
}

/** What is said where the catalog cannot be had, which no catalog can say then. */
function missing(text) {
  const keys = ["signer-fault", "signer-fault-catalog", "signer-fault-catalog.hint"];
  const texts = JSON.parse(text).texts.filter(([key]) => keys.includes(key));
  if (texts.length !== keys.length) throw new Error("the catalog cannot say that it is missing");
  return texts;
}

/** A script with what it must know of the next one. */
async function script(entry, define, more = {}) {
  const values = Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]);
  const built = await build({
    ...common,
    entryPoints: [entry],
    define: Object.fromEntries(values),
    minify: true,
    write: false,
    ...more,
  });
  return built.outputFiles[0].text;
}

async function product() {
  const words = catalog();
  const texts = missing(words.text);
  const signer = await script("src/main.ts", {
    CATALOG_PATH: words.path,
    CATALOG_INTEGRITY: words.integrity,
    CATALOG_MISSING: texts,
  });
  const whole = pinned("signer", "js", signer);
  const said = texts.find(([key]) => key === "signer-fault-catalog");
  const define = {
    SIGNER_PATH: whole.path,
    SIGNER_INTEGRITY: whole.integrity,
    SIGNER_MISSING: { en: said[1], he: said[2] },
  };
  // No module: a script that knows itself by `currentScript` knows its nonce.
  const start = await script("src/start.ts", define, { format: "iife" });
  return [
    ["signer-start.js", start],
    ["signer.js", signer],
    ["signer-catalog.json", words.text],
  ];
}

if (process.argv.includes("--tests")) {
  const folder = join(here, "node_modules/.built");
  const built = await build({
    ...common,
    entryPoints: ["src/for-tests.ts"],
    outdir: folder,
    sourcemap: "inline",
    write: false,
  });
  // Put in place whole: other tests may be reading the one before.
  mkdirSync(folder, { recursive: true });
  const mine = join(folder, `signer.${process.pid}`);
  writeFileSync(mine, built.outputFiles[0].text);
  renameSync(mine, join(folder, "signer.mjs"));
} else {
  mkdirSync(assets, { recursive: true });
  let stale = 0;
  for (const [name, text] of await product()) {
    const place = join(assets, name);
    if (process.argv.includes("--check")) {
      let present = "";
      try {
        present = readFileSync(place, "utf8");
      } catch {
        // Not there: as stale as any other.
      }
      if (present !== text) {
        console.error(`assets/${name} is not what the sources make; run node build.mjs`);
        stale += 1;
      }
    } else {
      writeFileSync(place, text);
      console.log(`${name}: ${text.length} characters`);
    }
  }
  process.exitCode = stale > 0 ? 1 : 0;
}
