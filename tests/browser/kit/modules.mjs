// Finds the packages of package.json: beside it, or where ./test keeps them.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "roster");

const beside = join(ROOT, "tests/browser");
const home = existsSync(join(beside, "node_modules")) ? beside : join(CACHE, "browser");
const require = createRequire(join(home, "package.json"));

function find(name, use) {
  try {
    return use(name);
  } catch {
    throw new Error(`${name} is missing: run ./test once, or npm ci in tests/browser`);
  }
}

export const { chromium } = find("playwright-core", require);
export const axePath = find("axe-core/axe.min.js", require.resolve);
