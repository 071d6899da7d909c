// Builds what the pages serve: `node build.mjs`. `--tests` builds what the tests import instead;
// `--check` says whether the files in `../assets` are what the sources make.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** The catalog without the spaces that make it readable, and its hash for `integrity`. */
function catalog() {
  const text = JSON.stringify(JSON.parse(readFileSync(join(here, "src/catalog.json"), "utf8")));
  const hash = createHash("sha384").update(text).digest();
  // As the pages name their assets: with the beginning of the hash.
  const mark = hash.subarray(0, 9).toString("base64url");
  return {
    text,
    path: `/assets/signer-catalog.${mark}.json`,
    integrity: `sha384-${hash.toString("base64")}`,
  };
}

/** What is said where the catalog cannot be had, which no catalog can say then. */
function missing(text) {
  const keys = ["signer-fault", "signer-fault-catalog", "signer-fault-catalog.hint"];
  const texts = JSON.parse(text).texts.filter(([key]) => keys.includes(key));
  if (texts.length !== keys.length) throw new Error("the catalog cannot say that it is missing");
  return texts;
}

async function product() {
  const words = catalog();
  const built = await build({
    ...common,
    entryPoints: ["src/main.ts"],
    define: {
      CATALOG_PATH: JSON.stringify(words.path),
      CATALOG_INTEGRITY: JSON.stringify(words.integrity),
      CATALOG_MISSING: JSON.stringify(missing(words.text)),
    },
    minify: true,
    write: false,
  });
  return [
    ["signer.js", built.outputFiles[0].text],
    ["signer-catalog.json", words.text],
  ];
}

if (process.argv.includes("--tests")) {
  await build({
    ...common,
    entryPoints: ["src/for-tests.ts"],
    outfile: "node_modules/.built/signer.mjs",
    sourcemap: "inline",
  });
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
