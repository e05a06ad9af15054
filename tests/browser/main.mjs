// The browser tests: node tests/browser/main.mjs [NAME…]
//
// Needs a built program (ROSTER_BIN, or target/debug/roster), Chromium
// (CHROMIUM, or on the PATH), and the packages of package.json. Screenshots go
// to $ROSTER_TEST_ARTIFACTS, or target/screenshots.
import { readdirSync } from "node:fs";
import { run } from "./kit/run.mjs";

const here = new URL("./", import.meta.url);
for (const name of readdirSync(here).sort()) {
  if (name.endsWith(".test.mjs")) await import(new URL(name, here));
}
await run(process.argv.slice(2).filter((part) => !part.startsWith("-")));
