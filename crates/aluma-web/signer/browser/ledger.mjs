// A real ledger for tests: `aluma up` on a folder of its own.

import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const built = fileURLToPath(new URL("../../../../target/debug/aluma", import.meta.url));
const binary = process.env.ALUMA_BINARY ?? built;

/** Starts a ledger and waits for its address. `stop` ends it and removes its folder. */
export function ledger(...more) {
  return started((data) => ["--data", data, "up", "--listen", "127.0.0.1:0", ...more]);
}

/** Starts a demo: communities that have lived a season, and people whom anybody may be. */
export function demo() {
  return started((data) => ["demo", "--data", data, "--listen", "127.0.0.1:0"]);
}

async function started(words) {
  const folder = mkdtempSync(join(tmpdir(), "aluma-browser-"));
  const data = join(folder, "data");
  const child = spawn(binary, words(data));
  const url = await new Promise((resolve, reject) => {
    let told = "";
    const hear = (part) => {
      told += part;
      const found = /http:\/\/localhost:\d+/.exec(told);
      if (found) resolve(`${found[0]}/`);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => reject(new Error(`aluma ended with ${code}: ${told}`)));
  });
  child.removeAllListeners("exit");
  // By the command line, as the operator.
  const aluma = async (...words) => {
    const { stdout } = await run(binary, ["--data", data, "--json", ...words]);
    return stdout === "" ? null : JSON.parse(stdout);
  };
  const stop = () =>
    new Promise((resolve) => {
      child.on("exit", () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      child.kill("SIGTERM");
    });
  return { url, aluma, stop, folder };
}
