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
  const hash = createHash("sha384").update(text).digest("base64");
  return { text, integrity: `sha384-${hash}` };
}

async function product() {
  const words = catalog();
  const built = await build({
    ...common,
    entryPoints: ["src/main.ts"],
    define: { CATALOG_INTEGRITY: JSON.stringify(words.integrity) },
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
